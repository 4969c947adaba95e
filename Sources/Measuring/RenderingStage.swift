import FractalMath
import Rendering
import WorkStealing

/// A part of rendering that is measured separately, by work stealing with frames in flight as films are rendered.
package enum RenderingStage: String, CaseIterable, Hashable, Sendable {
  /// The smooth counts of all pixels.
  case field
  /// R′G′B′ samples from known smooth counts.
  case shade
  /// Y′CbCr samples in 4:2:0 from known smooth counts. Shading and conversion are one pass here: the colour table holds
  /// Y′CbCr, so this replaces `shade` and is not added to it.
  case shadeAndConvert = "shade+convert"

  /// The most bytes of precomputed fields.
  private static let largestFieldBytes = 64 << 20

  /// Performs this part for all frames of `workload`.
  ///
  /// Shading repeatedly colours a few fields of the workload, since all of them may not fit into memory; it reads them
  /// from memory, while in a film they are still in the processor's cache.
  package func measure(_ workload: RenderingWorkload, workerCount: Int) throws -> MeasuredRun {
    switch self {
    case .field: try Self.measureField(workload, workerCount: workerCount)
    case .shade: try Self.measureShading(workload, format: .rgb24, workerCount: workerCount)
    case .shadeAndConvert: try Self.measureShading(workload, format: .yuv420, workerCount: workerCount)
    }
  }

  private static func measureField(_ workload: RenderingWorkload, workerCount: Int) throws -> MeasuredRun {
    let counters = FieldCounters()
    let lookahead = Stealing.lookahead(workerCount: workerCount)
    let fields = (0..<lookahead).map { _ in FieldMemory(workload.timeline.size) }
    let stopwatch = Stopwatch()
    let pool = try WorkStealingPool.run(workerCount: workerCount) { pool in
      try pool.forEachInOrder(workload.frames, lookahead: lookahead) { frame in
        fields[frame % lookahead]
      } task: { frame, field in
        FieldJob(
          parameters: workload.timeline.parameters(at: frame), size: workload.timeline.size,
          settings: workload.fieldSettings, counts: field.counts, counters: counters)
      } finish: { _, _ in
      }
      return pool
    }
    return stopwatch.stop(iterations: counters.iterations, workers: pool.statistics.map(WorkerTally.init))
  }

  private static func measureShading(
    _ workload: RenderingWorkload, format: PixelTarget.Format, workerCount: Int
  ) throws -> MeasuredRun {
    let size = workload.timeline.size
    let first = workload.frames.lowerBound
    let fieldCount = min(
      workload.frames.count, max(1, largestFieldBytes / (size.pixelCount * MemoryLayout<Float>.stride)))
    let fields = (0..<fieldCount).map { _ in FieldMemory(size) }
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      try pool.forEachInOrder(first..<first + fieldCount, lookahead: fieldCount) { frame in
        fields[frame - first]
      } task: { frame, field in
        FieldJob(
          parameters: workload.timeline.parameters(at: frame), size: size, settings: workload.fieldSettings,
          counts: field.counts)
      } finish: { _, _ in
      }
    }
    let renderer = workload.shadingRenderer(format)
    let lookahead = Stealing.lookahead(workerCount: workerCount)
    let memories = (0..<lookahead).map { _ in workload.frameMemory(format) }
    let stopwatch = Stopwatch()
    let pool = try WorkStealingPool.run(workerCount: workerCount) { pool in
      try pool.forEachInOrder(workload.frames, lookahead: lookahead) { frame in
        memories[frame % lookahead]
      } task: { frame, memory in
        renderer.shadingJob(
          counts: UnsafeBufferPointer(fields[(frame - first) % fieldCount].counts),
          parameters: workload.timeline.parameters(at: frame), into: memory.target)
      } finish: { _, _ in
      }
      return pool
    }
    return stopwatch.stop(workers: pool.statistics.map(WorkerTally.init))
  }
}

/// Memory for the smooth counts of one frame; the pool has finished with it before the last reference is released.
private final class FieldMemory {
  let counts: UnsafeMutableBufferPointer<Float>

  init(_ size: FrameSize) {
    counts = .allocate(capacity: size.pixelCount)
    counts.initialize(repeating: 0)
  }

  deinit { counts.deallocate() }
}
