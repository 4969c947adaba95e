import DequeModule
import Synchronization

/// The ranges that one worker has set aside: the owner works at the new end, thieves at the old one.
///
/// A worker halves only what it took while its deque was empty or what it took from its new end, so the ranges grow from
/// the new end to the old, there are at most ⌈log₂ itemCount⌉ of them, and a thief gets the largest.
///
/// A mutex is enough: an item takes 100 µs and more, an uncontended lock some tens of nanoseconds.
package final class WorkDeque: Sendable {
  private let ranges = Mutex<Deque<WorkRange>>([])

  package init() {}

  /// Sets a range aside; for the owner.
  package func push(_ range: WorkRange) {
    ranges.withLock { $0.append(range) }
  }

  /// Takes the range that was set aside last; for the owner.
  package func popNewest() -> WorkRange? {
    ranges.withLock { $0.popLast() }
  }

  /// Takes the range that was set aside first; for any other worker.
  package func stealOldest() -> WorkRange? {
    ranges.withLock { $0.popFirst() }
  }
}
