import DequeModule
import Synchronization

/// The ranges that one worker has queued: the owner works at the new end, thieves at the old one.
///
/// A worker halves only what it took while its deque was empty or what it took from its new end, so the ranges grow from
/// the new end to the old, there are at most ⌈log₂ itemCount⌉ of them, and a thief gets the largest.
///
/// A mutex is enough: an item takes 100 µs and more, an uncontended lock some tens of nanoseconds.
package final class WorkDeque: Sendable {
  private let ranges = Mutex<Deque<WorkRange>>([])

  package init() {}

  /// Pushes a range; for the owner.
  package func push(_ range: WorkRange) {
    ranges.withLock { $0.append(range) }
  }

  /// Takes the newest range; for the owner.
  package func popNewest() -> WorkRange? {
    ranges.withLock { $0.popLast() }
  }

  /// Takes the oldest range; for any other worker.
  package func stealOldest() -> WorkRange? {
    ranges.withLock { $0.popFirst() }
  }
}

/// Consecutive items of one task: the element of the deques and the unit of stealing.
package struct WorkRange: Sendable {
  package let submission: Submission
  /// Never empty.
  package private(set) var items: Range<Int>

  package init(submission: Submission, items: Range<Int>) {
    precondition(!items.isEmpty, "A work range must hold an item.")
    self.submission = submission
    self.items = items
  }

  /// Splits off the upper half and keeps the lower, which is larger if the count is odd.
  ///
  /// There must be two items or more.
  package mutating func splitOffUpperHalf() -> WorkRange {
    let middle = items.upperBound - items.count / 2
    let upperHalf = WorkRange(submission: submission, items: middle..<items.upperBound)
    items = items.lowerBound..<middle
    return upperHalf
  }
}

/// Submitted tasks that no worker has started, first in, first out.
package struct Injector: ~Copyable, Sendable {
  private let tasks = Mutex<Deque<WorkRange>>([])

  package init() {}

  /// Adds all items of a task. Any thread may call it.
  package func push(_ allItems: WorkRange) {
    tasks.withLock { $0.append(allItems) }
  }

  /// Takes the task that has waited longest.
  package func popOldest() -> WorkRange? {
    tasks.withLock { $0.popFirst() }
  }
}
