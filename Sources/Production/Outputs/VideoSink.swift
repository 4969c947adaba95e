import Animation
import FilmFormat
import FractalMath
import Synchronization
import VideoEncoding

/// Frames into a video file, of segments that are encoded apart and joined without encoding again.
struct VideoSink: FilmSink, ~Copyable {
  let segmentLength: Int
  let encoderByteCount: Int
  var encoderThreadCount: Int { settings.codec.encoderThreadCount }
  let hasOpenEncoder = true

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: EncoderSettings
  private var writer: FilmWriter
  private let file: PendingFile
  /// Made beforehand, so that what an encoder refuses is known before the disk is touched.
  private var firstEncoder: VideoSegmentEncoder?

  /// Creates the file beside its final name, so that an unwritable place is known before the first frame is rendered.
  ///
  /// - Parameters:
  ///   - path: the file, for sentences.
  ///   - segmentLength: frames of a segment.
  ///   - makeFile: makes the file; called once the encoder is there.
  init(
    path: String, container: Container, size: FrameSize, frameRate: FrameRate, segmentLength: Int,
    settings: EncoderSettings, metadata: FilmMetadata, makeFile: () throws(ProductionError) -> PendingFile
  ) throws {
    if let problem = container.problem(with: settings.codec) {
      throw ProductionError.unusableOutput("\(path.oneLine): \(problem)")
    }
    firstEncoder = try VideoSegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    let file = try makeFile()
    writer = try FilmWriter(
      descriptor: file.descriptor, displayName: path.oneLine, container: container, metadata: metadata)
    self.size = size
    self.frameRate = frameRate
    self.segmentLength = segmentLength
    self.settings = settings
    self.file = file
    encoderByteCount = EncoderFootprint(of: settings, size: size).byteCount
  }

  /// Frames of a segment of a film of `frameCount` frames: a fortieth of it, since no more encoders than there are segments can
  /// work at once, but not less than 30 frames, where each segment's first picture would weigh too much, nor more than 60.
  ///
  /// A function of the film alone, because the bytes depend on it.
  static func segmentLength(frameCount: Int) -> Int { min(max(frameCount / 40, 30), 60) }

  mutating func makeEncoder() throws -> VideoSegmentEncoder {
    try firstEncoder.take() ?? VideoSegmentEncoder(size: size, frameRate: frameRate, settings: settings)
  }

  mutating func append(_ segment: EncodedSegment) throws { try writer.append(segment) }

  consuming func finish() throws {
    try writer.finish()
    try file.commit()
  }
}

/// The encoder of one segment of a video file.
package final class VideoSegmentEncoder: SegmentEncoding {
  /// Until it is finished. The lock is never waited for: one thread at a time uses an encoder.
  private let encoder: Mutex<SegmentEncoder?>

  package init(size: FrameSize, frameRate: FrameRate, settings: EncoderSettings) throws(LibAVError) {
    encoder = Mutex(try SegmentEncoder(size: size, frameRate: frameRate, settings: settings))
  }

  package func append(_ picture: Picture, frame: Int) throws {
    try encoder.withLock { encoder in
      guard var taken = encoder.take() else { preconditionFailure("a finished segment takes no frames") }
      try taken.append(picture)
      encoder = consume taken
    }
  }

  package func finish() throws -> EncodedSegment {
    try encoder.withLock { encoder in
      guard let taken = encoder.take() else { preconditionFailure("a segment is finished once") }
      return try taken.finish()
    }
  }
}
