import Dispatch

/// The further threads that the system would give this process.
package enum ThreadSupply {
  /// How many more threads could run at this moment, counted up to `most`; others may take them in the next.
  ///
  /// Limits are of many kinds (of a user, of a control group, of the address space), and not all can be read: the
  /// threads are started and ended again.
  ///
  /// - Complexity: some 20 µs a thread; some 20 ms more where there is a limit.
  package static func count(upTo most: Int) -> Int {
    let release = DispatchSemaphore(value: 0)
    var threads = ThreadGroup()
    while threads.count < most, threads.start({ release.wait() }) {}
    let count = threads.count
    for _ in 0..<count { release.signal() }
    threads.join()
    return count
  }

  /// Throws if fewer than `count` more threads, which `purpose` needs, could run at this moment.
  package static func require(_ count: Int, for purpose: String) throws(ThreadShortage) {
    let available = self.count(upTo: count)
    if available < count { throw ThreadShortage(purpose: purpose, needed: count, available: available) }
  }
}

/// The system gives fewer threads than something needs.
package struct ThreadShortage: Error, Hashable, CustomStringConvertible {
  private let purpose: String
  private let needed: Int
  private let available: Int

  /// A shortage of threads for `purpose`, such as "a worker".
  package init(purpose: String, needed: Int, available: Int) {
    self.purpose = purpose
    self.needed = needed
    self.available = available
  }

  /// The sentence for the user.
  package var description: String {
    "\(purpose) needs \(needed == 1 ? "a thread" : "\(needed) threads"), but the system gives this program "
      + (available == 0 ? "none" : "only \(available)") + Self.cause
  }

  /// What is behind it.
  private static let cause =
    ": a limit of processes (ulimit -u, or a container's pids limit) or of memory (ulimit -v) is too small"
}
