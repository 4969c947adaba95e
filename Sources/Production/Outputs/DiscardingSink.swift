import VideoEncoding

/// Frames into nothing, to measure what rendering alone costs.
struct DiscardingSink: FilmSink, ~Copyable {
  let segmentLength = 1
  let encoderByteCount = 0

  mutating func makeEncoder() -> PassingPicture { PassingPicture() }

  mutating func append(_ picture: Picture) {}

  consuming func finish() {}
}
