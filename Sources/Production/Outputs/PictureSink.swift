import FilmFormat
import VideoEncoding

/// Frames into a function, in their order, after the workers have made of each picture what the function takes.
struct PictureSink<Frame: Sendable>: FilmSink, ~Copyable {
  let segmentLength = 1
  /// About what a converted frame takes.
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
  ///   - convert: makes something of each picture, on any thread.
  ///   - body: takes that, in the order of the frames and on the calling thread.
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
