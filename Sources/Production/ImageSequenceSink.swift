import FractalMath
import VideoEncoding

/// Frames into one PNG each, named by the frame's index in the film.
struct ImageSequenceSink: FrameSink, ~Copyable {
  private var encoder: PNGEncoder
  private let pattern: FrameNamePattern
  private let partialFiles: PartialFiles

  /// Makes and removes a file in the place of the first image, so that an unwritable one is known before it is rendered.
  init(pattern: FrameNamePattern, firstFrame: Int, size: FrameSize, partialFiles: PartialFiles) throws {
    _ = try PendingFile(path: pattern.name(ofFrame: firstFrame), among: partialFiles)
    encoder = try PNGEncoder(size: size)
    self.pattern = pattern
    self.partialFiles = partialFiles
  }

  mutating func accept(_ picture: Picture, frame: Int) throws {
    let bytes = try encoder.encode(picture)
    try PendingFile(path: pattern.name(ofFrame: frame), among: partialFiles).commit(bytes)
  }

  consuming func finish() {}
}
