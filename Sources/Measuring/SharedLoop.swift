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

/// How the iterations of a loop are divided among the threads of a team, by the words of OpenMP (*OpenMP Application
/// Programming Interface* 5.2, 11.5.3, "schedule Clause"); where the standard leaves a choice, as GCC's libgomp makes it.
package enum LoopSchedule: String, CaseIterable, Hashable, Sendable {
  /// One block of neighbouring iterations for each thread, fixed before the loop begins.
  case `static`
  /// One iteration at a time to whoever is free.
  case dynamic
  /// Blocks that get smaller and smaller to whoever is free.
  case guided

  /// The block of `thread` in the static schedule: sizes differ by one at most, the larger blocks come first, and together the
  /// blocks are `0..<iterationCount`. Empty for the last threads where there are more threads than iterations.
  package static func block(of thread: Int, threadCount: Int, iterationCount: Int) -> Range<Int> {
    let (size, larger) = iterationCount.quotientAndRemainder(dividingBy: threadCount)
    let start = thread * size + min(thread, larger)
    return start..<start + size + (thread < larger ? 1 : 0)
  }

  /// How many of the `remaining` iterations the next thread that asks gets in the guided schedule: an equal share of them,
  /// rounded up, so at least 1 of 1.
  package static func guidedChunk(remaining: Int, threadCount: Int) -> Int {
    (remaining + threadCount - 1) / threadCount
  }
}
