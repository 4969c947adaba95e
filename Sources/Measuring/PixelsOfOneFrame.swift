import Rendering
import Synchronization

/// Parallel across the pixels of one frame at a time, as a loop over the rows with OpenMP's `parallel for` is: the tiles are
/// divided by a schedule, and a barrier after each frame holds everybody until the last tile is done.
///
/// Threads wait at the barrier asleep. OpenMP's spin for a while first, which wakes them sooner by some microseconds a frame and
/// keeps processors from others.
package struct PixelsOfOneFrame: RenderingStrategy {
  private let schedule: LoopSchedule

  /// With the tiles divided by `schedule`.
  package init(_ schedule: LoopSchedule) { self.schedule = schedule }

  /// Renders all frames.
  package func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome {
    let renderer = workload.renderer()
    let memory = workload.frameMemory()
    let checksums = Checksums(workload)
    let tiles = SharedLoop(schedule, threadCount: workerCount)
    let barrier = TeamBarrier(threadCount: workerCount)
    let frame = CurrentFrame()
    let stopwatch = Stopwatch()
    let workers = try ThreadTeam.run(workerCount) { thread in
      var tally = WorkerTally()
      for number in workload.frames {
        if thread == 0 {
          let job = renderer.job(workload.timeline.parameters(at: number), into: memory.target)
          frame.job.withLock { $0 = job }
          tiles.restart(iterationCount: job.itemCount)
        }
        barrier.wait(thread)
        if let job = frame.job.withLock({ $0 }) {
          tiles.forEachChunk(thread) { chunk in tally.perform(chunk, of: job, worker: thread) }
        }
        barrier.wait(thread)
        if thread == 0 { checksums.note(number, in: memory) }
      }
      return tally
    }
    return RenderingOutcome(
      run: stopwatch.stop(iterations: renderer.counters.iterations, workers: workers), checksums: checksums.all)
  }
}

/// The frame that the team is at; set by one thread before a barrier, read by all after it.
private final class CurrentFrame: Sendable {
  let job = Mutex<FrameJob?>(nil)
}
