import Dispatch
import Synchronization

/// Signals that a task is finished: set once, never reset, when each of its items was performed or, after cancellation,
/// skipped.
///
/// A thread that saw the latch set sees everything that the items wrote. A task whose latch is set while
/// ``WorkStealingPool/isCancelled`` is still false was performed completely; see ``WorkStealingPool/checkCancellation()``.
public final class Latch: Sendable {
  private let flag = Atomic(false)
  private let waiters = Mutex<[DispatchSemaphore]>([])
  private let workers: WorkerThreads

  /// - Parameter workers: the threads that must not wait here.
  package init(workers: WorkerThreads) {
    self.workers = workers
  }

  /// Whether the task is finished. May be called from any thread, including workers; never blocks.
  public var isSet: Bool {
    // Pairs with the release in `set()`, which came after the last count-down of the items.
    flag.load(ordering: .acquiring)
  }

  /// Blocks the calling thread until the task is finished; returns at once if it already is.
  ///
  /// Any number of threads may wait, any number of times. A worker of the same pool must not, since it may be the one
  /// that has to do the work; this is a precondition.
  public func wait() {
    precondition(!workers.includeCurrent, "A worker must not wait for a latch of its own pool.")
    if isSet { return }
    // Starts at zero: destroying a Dispatch semaphore below its initial value stops the process.
    let wakeUp = DispatchSemaphore(value: 0)
    let mustWait = waiters.withLock { waiting in
      // Setting the flag and emptying the list are one step under this lock, so whoever finds the latch unset here will
      // be signalled.
      if isSet { return false }
      waiting.append(wakeUp)
      return true
    }
    if mustWait { wakeUp.wait() }
    // Reading the flag, and not the semaphore, is what makes the items' writes visible.
    precondition(isSet, "A latch woke a waiter before it was set.")
  }

  /// Sets the latch and releases all waiters. The caller must have acquired the end of each item.
  package func set() {
    let waiting = waiters.withLock { waiting in
      flag.store(true, ordering: .releasing)
      let released = waiting
      waiting = []
      return released
    }
    for wakeUp in waiting { wakeUp.signal() }
  }
}
