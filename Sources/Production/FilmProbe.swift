import Animation
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Small pictures and fields of a film, for what has to be known of it before it is rendered.
///
/// They are the same on every machine: their size follows from the film's shape, and their numbers are computed with the baseline
/// instructions, whatever the film itself is rendered with.
struct FilmProbe {
  /// Size of the small frames.
  let size: FrameSize

  private let timeline: Timeline
  private let workerCount: Int

  /// The longer side of a small frame in pixels, unless another is asked for.
  static let defaultExtent = 96

  /// The probe of `timeline`, whose small frames are `extent` pixels long and have the film's shape, rounded to even sides.
  init(_ timeline: Timeline, workerCount: Int, extent: Int = defaultExtent) {
    let longer = Double(max(timeline.size.width, timeline.size.height))
    func side(_ pixels: Int) -> Int { max(2 * Int((Double(extent) / 2 * Double(pixels) / longer).rounded()), 2) }
    size = FrameSize(width: side(timeline.size.width), height: side(timeline.size.height))
    self.timeline = timeline
    self.workerCount = workerCount
  }

  /// Gives `body` the pixels of each of `frames` in linear light, row by row, in their order; each pixel is one sample.
  ///
  /// - Complexity: O(frames × pixels × iterations) over the workers; memory for a few small frames.
  func scanPictures(of frames: some Sequence<Int>, _ body: (_ frame: Int, [LinearRGB]) throws -> Void) throws {
    let pool = try PicturePool(size: size, layout: .rgb24)
    let renderer = FrameRenderer(size: size, settings: settings, coloring: Coloring(timeline), format: .rgb24)
    let light = (0...255).map { SRGBTransfer.linear(Double($0) / 255) }
    try scan(frames, memory: { try pool.take() }) { parameters, picture in
      renderer.job(parameters, into: PixelTarget(lending: picture))
    } body: { frame, picture in
      try body(frame, Self.pixels(of: picture, light: light))
    }
  }

  /// Gives `body` the values of each of `frames`, row by row, in their order.
  ///
  /// - Complexity: as `scanPictures(of:_:)`.
  func scanFields(of frames: some Sequence<Int>, _ body: (_ frame: Int, UnsafeBufferPointer<Float>) throws -> Void)
    throws
  {
    try scan(frames, memory: { FieldMemory(count: size.pixelCount) }) { parameters, memory in
      FieldJob(parameters: parameters, size: size, settings: settings, counts: memory.values)
    } body: { frame, memory in
      try body(frame, UnsafeBufferPointer(memory.values))
    }
  }

  private var settings: FieldSettings {
    RenderingOptions(workerCount: workerCount, instructionSet: .baseline).fieldSettings(timeline)
  }

  /// Has each frame's `task` done in `memory`, a few at a time, and gives the results to `body` in order.
  private func scan<Memory, Task: ParallelTask>(
    _ frames: some Sequence<Int>, memory: () throws -> Memory, task: (FrameParameters, Memory) -> Task,
    body: (Int, Memory) throws -> Void
  ) throws {
    let lookahead = 2 * workerCount + 2
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      var inFlight: [(frame: Int, memory: Memory, latch: Latch)] = []
      func finishOldest() throws {
        let oldest = inFlight.removeFirst()
        oldest.latch.wait()
        try body(oldest.frame, oldest.memory)
      }
      for frame in frames {
        let room = try memory()
        inFlight.append((frame, room, workers.submit(task(timeline.parameters(at: frame), room))))
        if inFlight.count == lookahead { try finishOldest() }
      }
      while !inFlight.isEmpty { try finishOldest() }
    }
  }

  private static func pixels(of picture: Picture, light: [Double]) -> [LinearRGB] {
    let plane = picture.planes[0]
    return (0..<picture.size.height).flatMap { row in
      let samples = plane.base + row * plane.rowStride
      return (0..<picture.size.width).map { column in
        LinearRGB(
          red: light[Int(samples[3 * column])], green: light[Int(samples[3 * column + 1])],
          blue: light[Int(samples[3 * column + 2])])
      }
    }
  }
}

/// Room for the values of one small frame.
private final class FieldMemory {
  let values: UnsafeMutableBufferPointer<Float>

  init(count: Int) { values = .allocate(capacity: count) }

  deinit { values.deallocate() }
}
