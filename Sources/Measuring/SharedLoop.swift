import Synchronization

/// A loop whose iterations the threads of a team share by a schedule; may be run any number of times.
package final class SharedLoop: Sendable {
  private let schedule: LoopSchedule
  private let threadCount: Int
  private let iterationCount = Atomic(0)
  /// The first iteration that nobody has taken, in the schedules that hand out; may go beyond the end.
  private let next = Atomic(0)

  /// A loop of no iterations yet for threads numbered `0..<threadCount`.
  package init(_ schedule: LoopSchedule, threadCount: Int) {
    self.schedule = schedule
    self.threadCount = threadCount
  }

  /// Begins a loop of `iterationCount` iterations. One thread calls it while no other is in `forEachChunk`, and a barrier orders
  /// it before them: so all loads and stores here may be relaxed.
  package func restart(iterationCount: Int) {
    self.iterationCount.store(iterationCount, ordering: .relaxed)
    next.store(0, ordering: .relaxed)
  }

  /// Calls `body` with each block of iterations that falls to `thread`, until none is left. All threads together get each
  /// iteration once.
  package func forEachChunk(_ thread: Int, _ body: (Range<Int>) throws -> Void) rethrows {
    if schedule == .static {
      let block = LoopSchedule.block(
        of: thread, threadCount: threadCount, iterationCount: iterationCount.load(ordering: .relaxed))
      if !block.isEmpty { try body(block) }
      return
    }
    while let chunk = takeChunk() { try body(chunk) }
  }

  /// Takes the next block from the front, by a dynamic or guided schedule; `nil` when all are taken.
  package func takeChunk() -> Range<Int>? {
    let end = iterationCount.load(ordering: .relaxed)
    var start = next.load(ordering: .relaxed)
    while start < end {
      let size = schedule == .dynamic ? 1 : LoopSchedule.guidedChunk(remaining: end - start, threadCount: threadCount)
      let attempt = next.compareExchange(expected: start, desired: start + size, ordering: .relaxed)
      if attempt.exchanged { return start..<start + size }
      start = attempt.original
    }
    return nil
  }
}
