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
    func side(_ pixels: Int) -> Int { max(2 * Int((Double(extent) / 2 * Double(pixels) / longer).rounded()), 4) }
    size = FrameSize(width: side(timeline.size.width), height: side(timeline.size.height))
    self.timeline = timeline
    self.workerCount = workerCount
  }

  /// Gives `body` the pixels of each of `frames` in linear light, row by row, in their order, averaged over each.
  ///
  /// - Complexity: O(frames × pixels × iterations) over the workers; memory for a few small frames.
  func scanPictures(of frames: some Sequence<Int>, _ body: (_ frame: Int, [LinearRGB]) throws -> Void) throws {
    try scanPictures(frames, showing: timeline.parameters(at:), body)
  }

  /// Gives `body` the pixels at each of `moments`, in seconds, in the same way.
  func scanPictures(atSeconds moments: [Double], _ body: ([LinearRGB]) throws -> Void) throws {
    try scanPictures(moments.indices, showing: { timeline.parameters(atSeconds: moments[$0]) }) { try body($1) }
  }

  private func scanPictures(
    _ numbers: some Sequence<Int>, showing parameters: (Int) -> FrameParameters,
    _ body: (_ number: Int, [LinearRGB]) throws -> Void
  ) throws {
    let pool = try PicturePool(size: size, layout: .rgb24)
    let renderer = FrameRenderer(
      size: size, settings: settings, coloring: try Coloring(measuring: timeline, workerCount: workerCount),
      format: .rgb24,
      antialiasing: Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: Antialiasing.defaultThreshold)))
    let light = (0...255).map { SRGBTransfer.linear(Double($0) / 255) }
    try scan(numbers, showing: parameters, memory: { try pool.take() }) { parameters, picture in
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
    try scan(frames, showing: timeline.parameters(at:), memory: { FieldMemory(count: size.pixelCount) }) {
      parameters, memory in
      FieldJob(parameters: parameters, size: size, settings: settings, counts: memory.values)
    } body: { frame, memory in
      try body(frame, UnsafeBufferPointer(memory.values))
    }
  }

  /// How often the values of escaping points occur in the film, for colours that share it equally.
  func valueShares() throws -> ValueShares {
    var counts = ValueCounts()
    try scanFields(of: Self.evenly(Self.framesForShares, of: timeline.frameCount)) { _, values in counts.add(values) }
    return ValueShares(counts)
  }

  /// Frames that are counted, at most.
  private static let framesForShares = 240

  /// `count` frames or fewer, evenly spread over a film of `frameCount`.
  static func evenly(_ count: Int, of frameCount: Int) -> [Int] {
    frameCount <= count ? Array(0..<frameCount) : (0..<count).map { $0 * frameCount / count }
  }

  /// A bound on the time of a small frame; what has not escaped by then is too thin to be seen in it.
  private static let mostIterations = 2000

  private var settings: FieldSettings {
    var settings = RenderingOptions(workerCount: workerCount, instructionSet: .baseline).fieldSettings(timeline)
    settings.limits.maximumIterations = min(settings.limits.maximumIterations, Self.mostIterations)
    return settings
  }

  /// Has each frame's `task` done in `memory`, a few at a time, and gives the results to `body` in order.
  private func scan<Memory, Task: ParallelTask>(
    _ frames: some Sequence<Int>, showing parameters: (Int) -> FrameParameters, memory: () throws -> Memory,
    task: (FrameParameters, Memory) -> Task,
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
        inFlight.append((frame, room, workers.submit(task(parameters(frame), room))))
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
