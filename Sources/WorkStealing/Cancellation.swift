import Synchronization

/// Whether to skip the remaining work, and the first error that an item threw.
package struct Cancellation: ~Copyable, Sendable {
  private let flag = Atomic(false)
  private let error = Mutex<(any Error)?>(nil)

  package init() {}

  package var isCancelled: Bool {
    // Acquiring orders the skipping of an item after the cancellation, so that whoever finds a latch set and, after
    // that, this flag unset knows that nothing was skipped; it also makes the stored error visible.
    flag.load(ordering: .acquiring)
  }

  /// The first error of an item; errors that come later are dropped.
  package var firstError: (any Error)? { error.withLock { $0 } }

  /// Skips the remaining work; cannot be undone.
  package func cancel() {
    flag.store(true, ordering: .releasing)
  }

  /// Records an error that an item threw, and cancels. A `CancellationError` is the item's way to stop early, not a
  /// failure.
  package func record(_ thrown: any Error) {
    if !(thrown is CancellationError) {
      error.withLock { first in
        if first == nil { first = thrown }
      }
    }
    cancel()
  }
}
