import Dispatch
import HostSystem
import Synchronization

/// Threads that start together and are joined together, like a parallel region in OpenMP.
enum ThreadTeam {
  /// Calls `body` once for each number in `0..<threadCount`, each call on its own thread, all at the same time, so that
  /// they may wait for each other.
  ///
  /// - Returns: the results of the calls, by their numbers.
  /// - Throws: if the system gives fewer threads; then `body` is not called.
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

  /// Where the threads wait until all of them have started, with their results.
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

/// A barrier that no thread of a team passes before all have reached it; may be used any number of times.
///
/// The last thread resets the count and then wakes each other thread by its own semaphore. So a thread that is already
/// at the next barrier cannot take the wake-up of one that has not left this one yet.
final class TeamBarrier: Sendable {
  private let semaphores: [DispatchSemaphore]
  private let arrived = Atomic(0)

  /// A barrier for threads numbered `0..<threadCount`.
  init(threadCount: Int) {
    semaphores = (0..<threadCount).map { _ in DispatchSemaphore(value: 0) }
  }

  /// Blocks until all threads are here; everything that each did before is then visible to all.
  func wait(_ thread: Int) {
    // Acquiring and releasing: the last thread sees the work of all others, and its signals pass it on.
    let count = arrived.add(1, ordering: .acquiringAndReleasing).newValue
    guard count == semaphores.count else {
      semaphores[thread].wait()
      return
    }
    arrived.store(0, ordering: .relaxed)
    for other in semaphores.indices where other != thread { semaphores[other].signal() }
  }
}
