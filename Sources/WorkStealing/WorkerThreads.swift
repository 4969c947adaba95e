import Dispatch
import HostSystem
import Synchronization

/// The threads of a pool's workers.
package final class WorkerThreads: Sendable {
  private let threads = Mutex<Set<ThreadIdentity>>([])

  /// No thread yet.
  package init() {}

  /// Whether the calling thread is one of them.
  package var includeCurrent: Bool { threads.withLock { $0.contains(.current) } }

  /// Registers the calling thread as a worker.
  package func addCurrent() { threads.withLock { _ = $0.insert(.current) } }

  /// Unregisters the calling thread before it ends: the system may reuse its identity.
  package func removeCurrent() { threads.withLock { _ = $0.remove(.current) } }
}

/// Where the threads of a new pool wait until it is known how many there are.
final class WorkerStart: Sendable {
  private let pool = Mutex<WorkStealingPool?>(nil)
  private let begun = DispatchSemaphore(value: 0)

  /// Releases the threads of `pool`, as many as it has workers.
  func begin(_ pool: WorkStealingPool) {
    self.pool.withLock { $0 = pool }
    for _ in 0..<pool.workerCount { begun.signal() }
  }

  /// Waits for the pool and returns it.
  func wait() -> WorkStealingPool {
    begun.wait()
    guard let pool = pool.withLock({ $0 }) else { preconditionFailure("a worker began before its pool") }
    return pool
  }
}
