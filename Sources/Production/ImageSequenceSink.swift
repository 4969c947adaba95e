import FractalMath
import VideoEncoding

/// Frames into one PNG each, named by the frame's index in the film.
struct ImageSequenceSink: FrameSink, ~Copyable {
  private var encoder: PNGEncoder
  private let pattern: FrameNamePattern

  init(pattern: FrameNamePattern, size: FrameSize) throws {
    encoder = try PNGEncoder(size: size)
    self.pattern = pattern
  }

  mutating func accept(_ picture: Picture, frame: Int) throws {
    try PendingFile.write(encoder.encode(picture), to: pattern.name(ofFrame: frame))
  }

  consuming func finish() {}
}
