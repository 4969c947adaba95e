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
