import Synchronization

/// A loop whose iterations are shared by the threads of a team according to a schedule; may be run any number of times.
package final class SharedLoop: Sendable {
  private let schedule: LoopSchedule
  private let threadCount: Int
  private let iterationCount = Atomic(0)
  /// The first iteration not taken yet, in schedules that hand out blocks; may exceed the end.
  private let next = Atomic(0)

  /// A loop without iterations for threads numbered `0..<threadCount`.
  package init(_ schedule: LoopSchedule, threadCount: Int) {
    self.schedule = schedule
    self.threadCount = threadCount
  }

  /// Starts a loop of `iterationCount` iterations. One thread calls it while no other is in `forEachChunk`, and a
  /// barrier orders it before them: so all loads and stores here may be relaxed.
  package func restart(iterationCount: Int) {
    self.iterationCount.store(iterationCount, ordering: .relaxed)
    next.store(0, ordering: .relaxed)
  }

  /// Calls `body` with each block of iterations for `thread`, until none is left. Each iteration is performed by
  /// exactly one thread.
  package func forEachChunk(_ thread: Int, _ body: (Range<Int>) throws -> Void) rethrows {
    if schedule == .static {
      let block = LoopSchedule.block(
        of: thread, threadCount: threadCount, iterationCount: iterationCount.load(ordering: .relaxed))
      if !block.isEmpty { try body(block) }
      return
    }
    while let chunk = takeChunk() { try body(chunk) }
  }

  /// Takes the next block from the front, by a dynamic or guided schedule; `nil` if all are taken.
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

/// How the iterations of a loop are divided among the threads of a team, in the terms of OpenMP (*OpenMP Application
/// Programming Interface* 5.2, 11.5.3, "schedule Clause"); where the standard leaves a choice, as in GCC's libgomp.
package enum LoopSchedule: String, CaseIterable, Hashable, Sendable {
  /// One block of consecutive iterations for each thread, fixed before the loop starts.
  case `static`
  /// One iteration at a time, to any free thread.
  case dynamic
  /// Blocks of decreasing size, to any free thread.
  case guided

  /// The block of `thread` in the static schedule: sizes differ by at most one, larger blocks come first, and together
  /// the blocks are `0..<iterationCount`. Empty for the last threads if there are more threads than iterations.
  package static func block(of thread: Int, threadCount: Int, iterationCount: Int) -> Range<Int> {
    let (size, larger) = iterationCount.quotientAndRemainder(dividingBy: threadCount)
    let start = thread * size + min(thread, larger)
    return start..<start + size + (thread < larger ? 1 : 0)
  }

  /// The number of `remaining` iterations for the next thread in the guided schedule: an equal share of them, rounded
  /// up, so at least 1.
  package static func guidedChunk(remaining: Int, threadCount: Int) -> Int {
    (remaining + threadCount - 1) / threadCount
  }
}
