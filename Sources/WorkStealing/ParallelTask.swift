import Synchronization

/// Work that splits into a fixed number of independent items, for example the tiles of a frame.
///
/// A task is a class so that a range of its items is one reference and two integers: the pool allocates nothing per
/// item. The pool may drop its last reference to a task on a worker, a moment after the task's latch is set, so a
/// `deinit` must not count on a thread.
public protocol ParallelTask: AnyObject, Sendable {
  /// How many items there are, ≥ 0. The pool reads it once, in ``WorkStealingPool/submit(_:isUrgent:completion:)``.
  var itemCount: Int { get }

  /// Does one item.
  ///
  /// Called once per item of a task whose latch is set while the pool is not cancelled, and at most once otherwise.
  /// Whatever was written before the task was submitted is visible here. Items of the same task run at the same time on
  /// different workers; an item that blocks keeps its worker from all other work.
  ///
  /// - Parameters:
  ///   - item: which item, in `0..<itemCount`.
  ///   - worker: the calling worker, in `0..<workerCount`. No two items run at the same time with the same number, and a
  ///     worker keeps its thread, so memory set aside for this number may be used without a lock.
  /// - Throws: any error cancels the pool, and the first one is what ``WorkStealingPool/run(workerCount:seed:_:)`` throws.
  ///   A `CancellationError` cancels the pool without being reported as a failure.
  func perform(item: Int, worker: Int) throws
}

/// One submitted task with the count of items that are still to be performed or skipped.
package final class Submission: Sendable {
  package let task: any ParallelTask
  package let itemCount: Int
  package let latch: Latch
  private let completion: (@Sendable () -> Void)?
  private let remainingItems: Atomic<Int>

  package init(task: some ParallelTask, latch: Latch, completion: (@Sendable () -> Void)? = nil) {
    let itemCount = task.itemCount
    precondition(itemCount >= 0, "A task has \(itemCount) items; it must have 0 or more.")
    self.task = task
    self.itemCount = itemCount
    self.latch = latch
    self.completion = completion
    remainingItems = Atomic(itemCount)
  }

  /// All items, as the injector hands them out.
  package var allItems: WorkRange { WorkRange(submission: self, items: 0..<itemCount) }

  /// Sets the latch and tells who wants to know.
  package func finish() {
    latch.set()
    completion?()
  }

  /// Counts items down that are done with; whoever brings the count to zero finishes the task.
  ///
  /// - Returns: true for that one caller.
  package func countDown(by items: Int) -> Bool {
    // Releasing publishes what these items wrote; acquiring gives the last caller what all others published, so that
    // its release in `Latch.set()` stands for every item. Callers hold a reference to self, and self one to the latch:
    // a waiter that lets the latch go does not free it under them.
    let remaining = remainingItems.subtract(items, ordering: .acquiringAndReleasing).newValue
    precondition(remaining >= 0, "Items of a task were counted down twice.")
    guard remaining == 0 else { return false }
    finish()
    return true
  }
}
