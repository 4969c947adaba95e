/// One frame after the other, one tile after the other, on one thread.
package struct OneThread: RenderingStrategy {
  /// The only way to do that.
  package init() {}

  /// Renders all frames; `workerCount` has no meaning here.
  package func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome {
    let renderer = workload.renderer()
    let memory = workload.frameMemory()
    let checksums = Checksums(workload)
    let stopwatch = Stopwatch()
    let workers = try ThreadTeam.run(1) { thread in
      var tally = WorkerTally()
      for frame in workload.frames {
        let job = renderer.job(workload.timeline.parameters(at: frame), into: memory.target)
        tally.perform(0..<job.itemCount, of: job, worker: thread)
        checksums.note(frame, in: memory)
      }
      return tally
    }
    return RenderingOutcome(
      run: stopwatch.stop(iterations: renderer.counters.iterations, workers: workers), checksums: checksums.all)
  }
}
