import VideoEncoding

/// Frames into nothing, to measure what rendering alone costs.
struct DiscardingSink: FrameSink, ~Copyable {
  mutating func accept(_ picture: Picture, frame: Int) {}

  consuming func finish() {}
}
