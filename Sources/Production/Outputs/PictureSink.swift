import VideoEncoding

/// Frames into a function, in their order.
struct PictureSink: FilmSink, ~Copyable {
  let segmentLength = 1
  let encoderByteCount = 0

  private let body: (Picture) throws -> Void

  init(_ body: @escaping (Picture) throws -> Void) { self.body = body }

  mutating func makeEncoder() -> PassingPicture { PassingPicture() }

  mutating func append(_ picture: Picture) throws { try body(picture) }

  consuming func finish() {}
}

extension FilmProduction {
  /// Renders the frames as R′G′B′ of 8 bits and gives them to `body`, in their order and on the calling thread.
  ///
  /// - Throws: what `body` throws, which ends the work, or the first error of rendering.
  package func forEachPicture(_ body: (Picture) throws -> Void) throws {
    try timeline.size.requireFit(in: .rgb24)
    try withoutActuallyEscaping(body) { body in
      _ = try run(
        into: PictureSink(body), layout: .rgb24, progress: SilentProgress(), interruption: Interruption())
    }
  }
}
