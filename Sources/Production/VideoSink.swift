import Animation
import FractalMath
import VideoEncoding

/// Frames into a video file.
struct VideoSink: FrameSink, ~Copyable {
  private var writer: FilmWriter
  private let file: PendingFile

  /// Creates the file beside its final name, so that an unwritable place is known before the first frame is rendered.
  init(
    path: String, container: Container, size: FrameSize, frameRate: FrameRate, settings: EncoderSettings,
    metadata: FilmMetadata, partialFiles: PartialFiles
  ) throws {
    let file = try PendingFile(path: path, among: partialFiles)
    writer = try FilmWriter(
      path: file.partialPath, displayName: path.oneLine, container: container, size: size, frameRate: frameRate,
      settings: settings, metadata: metadata)
    self.file = file
  }

  mutating func accept(_ picture: Picture, frame: Int) throws {
    try writer.append(picture)
  }

  consuming func finish() throws {
    try writer.finish()
    try file.commit()
  }
}
