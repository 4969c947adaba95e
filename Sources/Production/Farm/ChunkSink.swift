import Animation
import FractalMath
import VideoEncoding

/// The segments of a chunk: they are kept in the film's folder and not joined.
struct ChunkSink: FilmSink, ~Copyable {
  let segmentLength: Int
  let encoderByteCount: Int
  var encoderThreadCount: Int { settings.codec.encoderThreadCount }
  let holdsWaitingSegments = false
  /// Existing segments, counted from the chunk's first.
  let finishedSegments: [Int: VideoSink.Segment]

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: EncoderSettings
  private let store: SegmentStore

  /// The chunk of `timeline`'s film with the given segments of `segmentLength` frames, which go to `store`.
  init(
    timeline: FilmTimeline, segments: Range<Int>, segmentLength: Int, settings: EncoderSettings, store: SegmentStore
  ) {
    self.segmentLength = segmentLength
    encoderByteCount = EncoderFootprint(of: settings, size: timeline.size).byteCount
    finishedSegments = store.segments(from: segments.lowerBound)
    size = timeline.size
    frameRate = timeline.frameRate
    self.settings = settings
    self.store = store
  }

  func makeEncoder(firstFrame: Int) throws -> VideoSegmentEncoder {
    VideoSegmentEncoder(
      try SegmentEncoder(size: size, frameRate: frameRate, settings: settings), firstFrame: firstFrame, store: store)
  }

  /// A finished segment is already where it belongs.
  func append(_ segment: VideoSink.Segment) {}

  consuming func finish() {}
}
