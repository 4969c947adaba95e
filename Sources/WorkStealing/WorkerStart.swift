import Dispatch
import Synchronization

/// Where the threads of a new pool wait until it is known how many there are.
final class WorkerStart: Sendable {
  private let pool = Mutex<WorkStealingPool?>(nil)
  private let begun = DispatchSemaphore(value: 0)

  /// Lets the threads of `pool` go, as many as it has workers.
  func begin(_ pool: WorkStealingPool) {
    self.pool.withLock { $0 = pool }
    for _ in 0..<pool.workerCount { begun.signal() }
  }

  /// Returns the pool as soon as it is there.
  func wait() -> WorkStealingPool {
    begun.wait()
    guard let pool = pool.withLock({ $0 }) else { preconditionFailure("a worker began before its pool") }
    return pool
  }
}
