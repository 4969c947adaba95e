import FractalMath
import Rendering
import WorkStealing

/// Computes one field after the other with several in flight, as films are made: no worker waits for the end of a frame.
final class FieldPipeline {
  private let pool: WorkStealingPool
  private let size: FrameSize
  private let buffers: [UnsafeMutableBufferPointer<Float>]

  /// A pipeline for frames of `size` with `lookahead` of them in flight.
  init(pool: WorkStealingPool, size: FrameSize, lookahead: Int) {
    self.pool = pool
    self.size = size
    buffers = (0..<lookahead).map { _ in .allocate(capacity: size.pixelCount) }
  }

  deinit {
    for buffer in buffers { buffer.deallocate() }
  }

  /// Computes the fields of all frames and hands them to `accept` in their order; each is lent for the call.
  func run(
    _ frames: [FrameParameters], settings: FieldSettings, counters: FieldCounters = FieldCounters(),
    accept: (UnsafeMutableBufferPointer<Float>) throws -> Void = { _ in }
  ) throws {
    var latches: [Latch] = []
    var planner = ReusePlanner(size: size, settings: settings, frames: frames.indices) { frames[$0] }
    // The buffers are freed with self, so no job may be left when this call ends, not even where `accept` throws.
    defer { for latch in latches { latch.wait() } }
    for next in frames.indices {
      while latches.count < min(next + buffers.count, frames.count) {
        let buffer = buffers[latches.count % buffers.count]
        let job = FieldJob(
          parameters: frames[latches.count], size: size, settings: settings,
          source: planner.source(ofFrame: latches.count), counts: buffer, counters: counters)
        latches.append(pool.submit(job))
      }
      latches[next].wait()
      try pool.checkCancellation()
      try accept(buffers[next % buffers.count])
    }
  }
}
