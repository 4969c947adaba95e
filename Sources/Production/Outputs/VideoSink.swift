import Animation
import FilmFormat
import FractalMath
import VideoEncoding
import WorkStealing

/// Writes frames to a video file, in segments that are encoded separately and joined without re-encoding.
struct VideoSink: FilmSink, ~Copyable {
  /// A finished segment and where it is.
  enum Segment: Sendable {
    /// In the store.
    case stored(number: Int)
    /// In memory: if there is no store, or for the incomplete segment with which a film ends.
    case inMemory(EncodedSegment)
  }

  let segmentLength: Int
  let encoderByteCount: Int
  var encoderThreadCount: Int { settings.codec.encoderThreadCount }
  let hasOpenEncoder = true
  /// Those in the store, and those that are equal to an earlier one, which is there when their turn comes.
  let finishedSegments: [Int: Segment]
  var holdsWaitingSegments: Bool { store == nil }

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: EncoderSettings
  private let store: SegmentStore?
  private let keepsSegments: Bool
  /// The most bytes that the file may have.
  private let byteLimit: Int?
  /// Bytes of the packets of pictures, shown once.
  private var packetBytes = 0
  /// How often the film is shown.
  private let repeatCount: Int
  /// What has been appended, if it is to be repeated.
  private var appended: [Segment] = []
  private var bytesInMemory = 0
  private var writer: FilmWriter
  private let file: PendingFile
  /// Opened beforehand, so that an encoder's refusal is known before the disk is touched.
  private var firstEncoder: SegmentEncoder?

  /// Creates the temporary file at once, so that an unwritable destination is known before the first frame is rendered.
  ///
  /// - Parameters:
  ///   - path: the file, for messages.
  ///   - segmentLength: frames of a segment.
  ///   - sound: the film's sound, over all repeats.
  ///   - cover: the film's cover, if the container holds one.
  ///   - frameCount: frames of the film, shown once; needed if it is repeated.
  ///   - repeatCount: how often the film is shown, one time after another.
  ///   - store: keeps finished segments until the file is complete; `nil` keeps them in memory.
  ///   - keepsSegments: whether they stay in the store after that.
  ///   - byteLimit: the most bytes that the file may have; a larger one is not kept.
  ///   - makeFile: creates the file; called once the encoder is open.
  init(
    path: String, container: Container, size: FrameSize, frameRate: FrameRate, segmentLength: Int,
    settings: EncoderSettings, metadata: FilmMetadata, sound: consuming SoundTrack? = nil, cover: CoverPicture? = nil,
    frameCount: Int = 0, repeatCount: Int = 1, store: SegmentStore? = nil, keepsSegments: Bool = false,
    byteLimit: Int? = nil, makeFile: () throws(ProductionError) -> PendingFile
  ) throws {
    if let problem = container.problem(with: settings.codec) {
      throw ProductionError.unusableOutput("\(path.oneLine): \(problem)")
    }
    firstEncoder = try SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    let file = try makeFile()
    writer = try FilmWriter(
      descriptor: file.descriptor, displayName: path.oneLine, container: container, metadata: metadata,
      sound: sound, cover: cover, frameLimit: repeatCount > 1 ? frameCount * repeatCount : nil)
    self.size = size
    self.frameRate = frameRate
    self.segmentLength = segmentLength
    self.settings = settings
    self.store = store
    finishedSegments =
      store.map { store in
        store.segments().merging(store.equalSegments().mapValues { .stored(number: $0) }) { own, _ in own }
      } ?? [:]
    self.keepsSegments = keepsSegments
    self.byteLimit = byteLimit
    self.repeatCount = repeatCount
    self.file = file
    encoderByteCount = EncoderFootprint(of: settings, size: size).byteCount
  }

  /// Bytes of segments that are kept in memory to be repeated; others are read again.
  private static let mostBytesInMemory = 256 << 20

  mutating func makeEncoder(firstFrame: Int) throws -> VideoSegmentEncoder {
    let encoder = try firstEncoder.take() ?? SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    return VideoSegmentEncoder(encoder, firstFrame: firstFrame, store: store)
  }

  mutating func append(_ segment: Segment) throws {
    let encoded = try load(segment)
    try writer.append(encoded)
    packetBytes += encoded.byteCount
    guard repeatCount > 1 else { return }
    if case .inMemory = segment {
      appended.append(segment)
    } else if bytesInMemory + encoded.byteCount <= Self.mostBytesInMemory {
      bytesInMemory += encoded.byteCount
      appended.append(.inMemory(encoded))
    } else {
      appended.append(segment)
    }
  }

  private func load(_ segment: Segment) throws -> EncodedSegment {
    switch segment {
    case .stored(let number):
      guard let store else { preconditionFailure("segment \(number) is in no store") }
      return try store.load(number)
    case .inMemory(let segment): return segment
    }
  }

  /// Writes the packets of all segments again and again, with new times.
  private mutating func writeRepeats() throws {
    for _ in 1..<repeatCount {
      for segment in appended { try writer.append(load(segment)) }
    }
  }

  consuming func finish() throws {
    try writeRepeats()
    let (store, keepsSegments, byteLimit, packetBytes) = (store, keepsSegments, byteLimit, packetBytes)
    try writer.finish()
    if let byteLimit {
      let byteCount = try file.byteCount()
      guard byteCount <= byteLimit else { throw OversizedFilm(packetBytes: packetBytes, byteCount: byteCount) }
    }
    try file.commit()
    if !keepsSegments { store?.remove() }
  }

  /// Completes the file only to see how large it is; it does not stay.
  consuming func finishMeasuring() throws -> Int {
    try writeRepeats()
    try writer.finish()
    return try file.byteCount()
  }
}

/// The encoder of one segment of a video, which workers pass on to one another; the last one stores the result.
final class VideoSegmentEncoder: SegmentEncoding {
  /// Until it is finished.
  private let encoder: HandOff<SegmentEncoder?>
  private let firstFrame: Int
  private let store: SegmentStore?

  /// The segment from frame number `firstFrame` of the film is saved to `store` if there is one and the segment is
  /// complete.
  init(_ encoder: consuming SegmentEncoder, firstFrame: Int, store: SegmentStore?) {
    self.encoder = HandOff(encoder)
    self.firstFrame = firstFrame
    self.store = store
  }

  func append(_ picture: Picture) throws {
    try encoder.use { encoder in
      guard encoder != nil else { preconditionFailure("a finished segment takes no frames") }
      try encoder?.append(picture)
    }
  }

  func finish() throws -> VideoSink.Segment { try finishCounting().segment }

  /// The same, with the bytes of the segment's packets.
  func finishCounting() throws -> (segment: VideoSink.Segment, byteCount: Int) {
    let segment = try encoder.use { encoder in
      guard let encoder = encoder.take() else { preconditionFailure("a segment is finished once") }
      return try encoder.finish()
    }
    let frames = firstFrame..<firstFrame + segment.frameCount
    guard let number = try store?.save(segment, frames: frames) else { return (.inMemory(segment), segment.byteCount) }
    return (.stored(number: number), segment.byteCount)
  }
}

extension SegmentStore {
  /// The existing segments, by number, counted from segment number `first`.
  func segments(from first: Int = 0) -> [Int: VideoSink.Segment] {
    Dictionary(uniqueKeysWithValues: finishedSegments.map { ($0 - first, .stored(number: $0)) })
  }
}
