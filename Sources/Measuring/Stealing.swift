import WorkStealing

/// Parallel across frames and pixels by work stealing, as films are made; see Docs/Scheduler.md.
package struct Stealing: RenderingStrategy {
  /// The only way to do that.
  package init() {}

  /// Renders all frames.
  package func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome {
    let renderer = workload.renderer()
    let lookahead = LookaheadPipeline.lookahead(workerCount: workerCount)
    let memories = (0..<lookahead).map { _ in workload.frameMemory() }
    let checksums = Checksums(workload)
    let stopwatch = Stopwatch()
    let pool = try WorkStealingPool.run(workerCount: workerCount) { pool in
      try LookaheadPipeline(pool, lookahead: lookahead).run(workload.frames) { frame, slot in
        renderer.job(workload.timeline.parameters(at: frame), into: memories[slot].target)
      } finished: { frame, slot in
        checksums.note(frame, in: memories[slot])
      }
      return pool
    }
    let run = stopwatch.stop(iterations: renderer.counters.iterations, workers: pool.statistics.map(WorkerTally.init))
    return RenderingOutcome(run: run, checksums: checksums.all)
  }
}
