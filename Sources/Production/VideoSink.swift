import Animation
import FractalMath
import VideoEncoding

/// Frames into a video file, segment after segment.
struct VideoSink: FrameSink, ~Copyable {
  /// Frames of each segment but the last: a constant, because the film's bytes depend on it.
  private static let segmentLength = 120

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: EncoderSettings
  private var segment: SegmentEncoder?
  private var writer: FilmWriter
  private let file: PendingFile

  /// Creates the file beside its final name, so that an unwritable place is known before the first frame is rendered.
  init(
    path: String, container: Container, size: FrameSize, frameRate: FrameRate, settings: EncoderSettings,
    metadata: FilmMetadata, partialFiles: PartialFiles
  ) throws {
    // The encoder comes first: what it refuses should not have touched the disk.
    let segment = try SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    let file = try PendingFile(path: path, among: partialFiles)
    writer = try FilmWriter(
      path: file.partialPath, displayName: path.oneLine, container: container, metadata: metadata)
    self.segment = consume segment
    self.size = size
    self.frameRate = frameRate
    self.settings = settings
    self.file = file
  }

  mutating func accept(_ picture: Picture, frame: Int) throws {
    var encoder = try segment.take() ?? SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    try encoder.append(picture)
    if encoder.frameCount < Self.segmentLength {
      segment = consume encoder
    } else {
      try writer.append(encoder.finish())
    }
  }

  consuming func finish() throws {
    if let encoder = segment.take() { try writer.append(encoder.finish()) }
    try writer.finish()
    try file.commit()
  }
}
