import DequeModule
import Synchronization

/// Submitted tasks that no worker has begun, first in, first out.
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
