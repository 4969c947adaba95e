import Dispatch
import HostSystem
import Synchronization

/// Threads that begin together and are waited for together, as a parallel region of OpenMP has them.
enum ThreadTeam {
  /// Calls `body` once for each number in `0..<threadCount`, each call on a thread of its own, all at the same time, so that they
  /// may wait for each other.
  ///
  /// - Returns: what the calls returned, at their numbers.
  /// - Throws: where the system gives fewer threads; `body` is not called then.
  static func run<Value: Sendable>(
    _ threadCount: Int, _ body: @escaping @Sendable (Int) -> Value
  ) throws(ThreadShortage) -> [Value] {
    let start = Start<Value>()
    var threads = ThreadGroup()
    while threads.count < threadCount {
      let index = threads.count
      let hasStarted = threads.start {
        guard start.isGiven() else { return }
        let value = body(index)
        start.results.withLock { $0[index] = value }
      }
      guard hasStarted else { break }
    }
    let available = threads.count
    start.give(available == threadCount, to: available)
    threads.join()
    guard available == threadCount else {
      throw ThreadShortage(purpose: "a team", needed: threadCount, available: available)
    }
    return start.results.withLock { results in (0..<threadCount).compactMap { results[$0] } }
  }

  /// Where the threads wait until it is known whether all of them are there, and what they bring.
  private final class Start<Value: Sendable>: Sendable {
    let results = Mutex<[Int: Value]>([:])
    private let isComplete = Atomic(false)
    private let given = DispatchSemaphore(value: 0)

    func give(_ isComplete: Bool, to threadCount: Int) {
      self.isComplete.store(isComplete, ordering: .releasing)
      for _ in 0..<threadCount { given.signal() }
    }

    func isGiven() -> Bool {
      given.wait()
      return isComplete.load(ordering: .acquiring)
    }
  }
}

/// A point that no thread of a team passes before all have reached it; may be used any number of times.
///
/// Whoever comes last sets the count back and then wakes each other thread by a semaphore of its own. So a thread that is
/// already at the next barrier cannot take the wake-up of one that has not left this one yet.
final class TeamBarrier: Sendable {
  private let semaphores: [DispatchSemaphore]
  private let arrived = Atomic(0)

  /// A barrier for threads numbered `0..<threadCount`.
  init(threadCount: Int) {
    semaphores = (0..<threadCount).map { _ in DispatchSemaphore(value: 0) }
  }

  /// Blocks until all threads are here; what each did before is then visible to all.
  func wait(_ thread: Int) {
    // Acquiring and releasing: the last one takes in what all others did, and its signals hand it on.
    let count = arrived.add(1, ordering: .acquiringAndReleasing).newValue
    guard count == semaphores.count else {
      semaphores[thread].wait()
      return
    }
    arrived.store(0, ordering: .relaxed)
    for other in semaphores.indices where other != thread { semaphores[other].signal() }
  }
}
