import WorkStealing

/// Parallel across frames and pixels by work stealing, as films are made; see Docs/Scheduler.md.
package struct Stealing: RenderingStrategy {
  /// The only way to do that.
  package init() {}

  /// Frames in flight for so many workers: one each to meet in and two more, as for films whose pictures are not huge.
  static func lookahead(workerCount: Int) -> Int { workerCount + 2 }

  /// Renders all frames.
  package func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome {
    let renderer = workload.renderer()
    let lookahead = Self.lookahead(workerCount: workerCount)
    let memories = (0..<lookahead).map { _ in workload.frameMemory() }
    let checksums = Checksums(workload)
    let stopwatch = Stopwatch()
    let pool = try WorkStealingPool.run(workerCount: workerCount) { pool in
      try pool.forEachInOrder(workload.frames, lookahead: lookahead) { frame in
        memories[frame % lookahead]
      } task: { frame, memory in
        renderer.job(workload.timeline.parameters(at: frame), into: memory.target)
      } finish: { frame, memory in
        checksums.note(frame, in: memory)
      }
      return pool
    }
    let run = stopwatch.stop(iterations: renderer.counters.iterations, workers: pool.statistics.map(WorkerTally.init))
    return RenderingOutcome(run: run, checksums: checksums.all)
  }
}
