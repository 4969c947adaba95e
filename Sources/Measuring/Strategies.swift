import Rendering
import Synchronization
import WorkStealing

/// One frame after the other, one tile after the other, on one thread.
package struct OneThread: RenderingStrategy {
  /// The only variant.
  package init() {}

  /// Renders all frames; `workerCount` is ignored.
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

/// Parallel across the pixels of one frame at a time, like a loop over the rows with OpenMP's `parallel for`: the tiles
/// are divided by a schedule, and a barrier after each frame holds all threads until the last tile is done.
///
/// Threads sleep at the barrier. OpenMP's spin for a while first, which wakes them some microseconds sooner per frame
/// and keeps processors from others.
package struct PixelsOfOneFrame: RenderingStrategy {
  private let schedule: LoopSchedule

  /// The variant that divides the tiles by `schedule`.
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

/// The team's current frame; set by one thread before a barrier, read by all after it.
private final class CurrentFrame: Sendable {
  let job = Mutex<FrameJob?>(nil)
}

/// Parallel across frames only: each worker takes the next frame from a counter and renders it completely.
///
/// At the end of the film workers idle while others finish their last frames, and each worker needs its own picture.
package struct WholeFrames: RenderingStrategy {
  /// The only variant.
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

/// Parallel across frames and pixels by work stealing, as films are rendered; see Docs/Scheduler.md.
package struct Stealing: RenderingStrategy {
  /// The only variant.
  package init() {}

  /// Frames in flight for the given number of workers: one each and two more, as for films whose pictures are not huge.
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
