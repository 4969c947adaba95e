import WorkStealing

/// Hands tasks to a work-stealing pool as a film does: some in flight at once, taken back in order.
struct LookaheadPipeline {
  private let workers: WorkStealingPool
  private let lookahead: Int

  /// Frames in flight for so many workers: one each to meet in and two more, as for films whose pictures are not huge.
  static func lookahead(workerCount: Int) -> Int { workerCount + 2 }

  /// A pipeline on `workers` with `lookahead` tasks in flight, at least 1.
  init(_ workers: WorkStealingPool, lookahead: Int) {
    self.workers = workers
    self.lookahead = lookahead
  }

  /// Has a task performed for each of `frames`.
  ///
  /// - Parameters:
  ///   - task: makes the task of a frame, which may use the slot with the given number, in `0..<lookahead`, until it is over.
  ///   - finished: called in the order of the frames, each with its slot.
  /// - Throws: the first error of a task.
  func run(
    _ frames: Range<Int>, task: (_ frame: Int, _ slot: Int) -> some ParallelTask,
    finished: (_ frame: Int, _ slot: Int) -> Void = { _, _ in }
  ) throws {
    var latches: [Latch] = []
    var submitted = frames.lowerBound
    for next in frames {
      while submitted < min(next + lookahead, frames.upperBound) {
        latches.append(workers.submit(task(submitted, (submitted - frames.lowerBound) % lookahead)))
        submitted += 1
      }
      latches[next - frames.lowerBound].wait()
      try workers.checkCancellation()
      finished(next, (next - frames.lowerBound) % lookahead)
    }
  }
}
