import Synchronization

/// What one worker has done since the pool started.
public struct WorkerStatistics: Sendable, Equatable {
  /// Items performed, those that threw included; skipped items do not count.
  public let itemsPerformed: Int
  /// Ranges taken from other workers' deques.
  public let rangesStolen: Int
  /// Wall-clock time inside ``ParallelTask/perform(item:worker:)``, in nanoseconds.
  public let busyNanoseconds: UInt64
}

/// The counters behind ``WorkerStatistics``: written by one worker, read by any thread.
///
/// Relaxed is enough: each is a sum of its own, and the worker adds an item before it counts the item down, so the
/// latch of a task orders the counters of its items as it orders their other writes.
final class WorkerCounters: Sendable {
  private let itemsPerformed = Atomic(0)
  private let rangesStolen = Atomic(0)
  private let busyNanoseconds = Atomic<UInt64>(0)

  var snapshot: WorkerStatistics {
    WorkerStatistics(
      itemsPerformed: itemsPerformed.load(ordering: .relaxed),
      rangesStolen: rangesStolen.load(ordering: .relaxed),
      busyNanoseconds: busyNanoseconds.load(ordering: .relaxed))
  }

  func addItem(nanoseconds: UInt64) {
    itemsPerformed.add(1, ordering: .relaxed)
    busyNanoseconds.add(nanoseconds, ordering: .relaxed)
  }

  func addSteal() {
    rangesStolen.add(1, ordering: .relaxed)
  }
}
