import Dispatch
import Synchronization

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
