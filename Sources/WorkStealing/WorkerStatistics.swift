import Synchronization

/// What one worker has done since the pool started.
public struct WorkerStatistics: Sendable, Equatable {
  /// Items performed, those that threw included; skipped items do not count.
  public let itemsPerformed: Int
  /// Ranges taken from other workers' deques.
  public let rangesStolen: Int
  /// Wall-clock time inside ``ParallelTask/perform(item:worker:)``, in nanoseconds.
  public let busyNanoseconds: UInt64
  /// Processor time of the worker's thread until its last item ended, in nanoseconds: less than the busy time where
  /// items waited, or where others had the processor.
  public let processorNanoseconds: UInt64
}

/// The counters behind ``WorkerStatistics``: written by one worker, read by any thread.
///
/// Relaxed is enough: each is a sum of its own, and the worker adds an item before it counts the item down, so the
/// latch of a task orders the counters of its items as it orders their other writes.
final class WorkerCounters: Sendable {
  private let itemsPerformed = Atomic(0)
  private let rangesStolen = Atomic(0)
  private let busyNanoseconds = Atomic<UInt64>(0)
  private let processorNanoseconds = Atomic<UInt64>(0)

  var snapshot: WorkerStatistics {
    WorkerStatistics(
      itemsPerformed: itemsPerformed.load(ordering: .relaxed),
      rangesStolen: rangesStolen.load(ordering: .relaxed),
      busyNanoseconds: busyNanoseconds.load(ordering: .relaxed),
      processorNanoseconds: processorNanoseconds.load(ordering: .relaxed))
  }

  /// - Parameter processorNanoseconds: processor time of the worker's thread so far.
  func addItem(nanoseconds: UInt64, processorNanoseconds: UInt64) {
    itemsPerformed.add(1, ordering: .relaxed)
    busyNanoseconds.add(nanoseconds, ordering: .relaxed)
    self.processorNanoseconds.store(processorNanoseconds, ordering: .relaxed)
  }

  func addSteal() {
    rangesStolen.add(1, ordering: .relaxed)
  }
}
