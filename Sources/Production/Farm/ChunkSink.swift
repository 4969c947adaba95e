import Animation
import FractalMath
import VideoEncoding

/// The segments of a chunk: they are kept in the film's folder, and nothing is put together.
struct ChunkSink: FilmSink, ~Copyable {
  let segmentLength: Int
  let encoderByteCount: Int
  var encoderThreadCount: Int { settings.codec.encoderThreadCount }
  let holdsWaitingSegments = false
  /// Segments that are there already, counted from the chunk's first.
  let finishedSegments: [Int: KeptSegment]

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: EncoderSettings
  private let store: SegmentStore

  /// The chunk of `timeline`'s film with the given segments, which go to `store`.
  init(timeline: Timeline, segments: Range<Int>, settings: EncoderSettings, store: SegmentStore) {
    segmentLength = VideoSink.segmentLength(frameCount: timeline.frameCount)
    encoderByteCount = EncoderFootprint(of: settings, size: timeline.size).byteCount
    finishedSegments = Dictionary(
      uniqueKeysWithValues: store.finishedSegments.map { ($0 - segments.lowerBound, .onDisk(number: $0)) })
    size = timeline.size
    frameRate = timeline.frameRate
    self.settings = settings
    self.store = store
  }

  func makeEncoder() throws -> KeepingSegmentEncoder {
    KeepingSegmentEncoder(
      try VideoSegmentEncoder(size: size, frameRate: frameRate, settings: settings), store: store)
  }

  /// A segment is where it belongs once it is finished.
  func append(_ segment: KeptSegment) {}

  consuming func finish() {}
}
