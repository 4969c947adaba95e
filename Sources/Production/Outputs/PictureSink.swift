import FilmFormat
import VideoEncoding

/// Passes frames to a function, in order, after the workers have converted each picture.
struct PictureSink<Frame: Sendable>: FilmSink, ~Copyable {
  let segmentLength = 1
  /// Approximate bytes of a converted frame.
  let encoderByteCount: Int

  private let convert: @Sendable (Picture) throws -> Frame
  private let body: (Frame) throws -> Void

  init(
    frameByteCount: Int, convert: @escaping @Sendable (Picture) throws -> Frame, body: @escaping (Frame) throws -> Void
  ) {
    encoderByteCount = frameByteCount
    self.convert = convert
    self.body = body
  }

  mutating func makeEncoder(firstFrame: Int) -> FrameConverter<Frame> { FrameConverter(convert) }

  mutating func append(_ frame: Frame) throws { try body(frame) }

  consuming func finish() {}
}

extension FilmProduction {
  /// Renders the frames as R′G′B′ of 8 bits.
  ///
  /// - Parameters:
  ///   - convert: converts each picture, on any thread.
  ///   - body: receives the results, in the order of the frames, on the calling thread.
  /// - Throws: the first error of rendering, `convert` or `body`, which ends the work.
  package func forEachPicture<Frame: Sendable>(
    as convert: @escaping @Sendable (Picture) throws -> Frame, _ body: (Frame) throws -> Void
  ) throws {
    try timeline.size.requireFit(in: .rgb24)
    try withoutActuallyEscaping(body) { body in
      let sink = PictureSink(frameByteCount: 3 * timeline.size.pixelCount, convert: convert, body: body)
      _ = try run(into: sink, layout: .rgb24, progress: SilentProgress(), interruption: Interruption())
    }
  }
}
