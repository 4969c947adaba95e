/// Parallel across frames only: each worker takes the next frame from a counter and renders all of it.
///
/// At the end of the film workers idle while others finish their last frames, and each worker needs a picture of its own.
package struct WholeFrames: RenderingStrategy {
  /// The only way to do that.
  package init() {}

  /// Renders all frames.
  package func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome {
    let renderer = workload.renderer()
    let memories = (0..<workerCount).map { _ in workload.frameMemory() }
    let checksums = Checksums(workload)
    let frames = SharedLoop(.dynamic, threadCount: workerCount)
    frames.restart(iterationCount: workload.frames.count)
    let stopwatch = Stopwatch()
    let workers = try ThreadTeam.run(workerCount) { worker in
      var tally = WorkerTally()
      frames.forEachChunk(worker) { chunk in
        for frame in chunk.map({ workload.frames.lowerBound + $0 }) {
          let job = renderer.job(workload.timeline.parameters(at: frame), into: memories[worker].target)
          tally.perform(0..<job.itemCount, of: job, worker: worker)
          checksums.note(frame, in: memories[worker])
        }
      }
      return tally
    }
    return RenderingOutcome(
      run: stopwatch.stop(iterations: renderer.counters.iterations, workers: workers), checksums: checksums.all)
  }
}
