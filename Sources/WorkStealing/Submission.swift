import Synchronization

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
