import Dispatch
import Synchronization

/// The workers that sleep or are about to, and their semaphores.
///
/// No wake-up is lost, by this order of steps. A worker (1) registers, (2) looks through every deque and the injector
/// once more, each under its lock, and (3) sleeps only if that found nothing. A pusher (1) pushes under the lock of its
/// queue and (2) calls ``wakeOne()``. Either the sleeper's look at that queue came after the push, and found it; or it came
/// before, and then the lock orders the registration before the pusher's look at the count, which cannot miss it.
package struct SleeperRegistry: ~Copyable, Sendable {
  /// Each starts at zero, and gets one signal for each removal from `sleepers` by someone else.
  private let semaphores: [DispatchSemaphore]
  /// The registered workers; the last to sleep wakes first, since its caches are the warmest.
  private let sleepers = Mutex<[Int]>([])
  /// `sleepers.count`, changed under its lock, readable without: busy workers pay one load per push when none sleeps.
  private let sleeperCount = Atomic(0)

  /// Called by a worker that will sleep, on its thread, after its last search.
  private let beforeSleep: (@Sendable (_ worker: Int) -> Void)?

  /// No sleeper among `workerCount` workers; `beforeSleep` tells tests when a worker has searched for the last time.
  package init(workerCount: Int, beforeSleep: (@Sendable (_ worker: Int) -> Void)? = nil) {
    semaphores = (0..<workerCount).map { _ in DispatchSemaphore(value: 0) }
    self.beforeSleep = beforeSleep
  }

  /// Step 1 of parking. What follows must be `withdraw(_:)` or `sleep(_:)`.
  package func register(_ worker: Int) {
    sleepers.withLock { sleepers in
      sleepers.append(worker)
      sleeperCount.store(sleepers.count, ordering: .relaxed)
    }
  }

  /// Ends parking without sleep, because the worker found a range or the pool is closed.
  ///
  /// A wake-up already sent to this worker may be for another range than the one it found, so it is passed on.
  ///
  /// - Returns: whether there was such a wake-up.
  @discardableResult
  package func withdraw(_ worker: Int) -> Bool {
    let wasRegistered = sleepers.withLock { sleepers in
      guard let position = sleepers.lastIndex(of: worker) else { return false }
      sleepers.remove(at: position)
      sleeperCount.store(sleepers.count, ordering: .relaxed)
      return true
    }
    if wasRegistered { return false }
    // The waker left the lock and is about to signal, or has; taking the signal here keeps the semaphore at zero.
    semaphores[worker].wait()
    wakeOne()
    return true
  }

  /// Step 3 of parking: blocks the registered worker until it is woken, with no time limit and no spinning.
  package func sleep(_ worker: Int) {
    beforeSleep?(worker)
    semaphores[worker].wait()
  }

  /// Wakes one sleeper, if there is one. Any thread may call it, after its push; never blocks for long.
  package func wakeOne() {
    // Relaxed will do: the lock of the queue that was pushed to has ordered this load (see above).
    guard sleeperCount.load(ordering: .relaxed) > 0 else { return }
    let sleeper = sleepers.withLock { sleepers in
      let sleeper = sleepers.popLast()
      sleeperCount.store(sleepers.count, ordering: .relaxed)
      return sleeper
    }
    if let sleeper { semaphores[sleeper].signal() }
  }

  /// Wakes every sleeper, for the end of the pool.
  package func wakeAll() {
    let woken = sleepers.withLock { sleepers in
      let woken = sleepers
      sleepers = []
      sleeperCount.store(0, ordering: .relaxed)
      return woken
    }
    for sleeper in woken { semaphores[sleeper].signal() }
  }
}
