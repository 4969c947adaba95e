import Synchronization
import VideoEncoding

/// Frames into a video file whose segments are kept on disk until it is complete.
struct KeptVideoSink: FilmSink, ~Copyable {
  /// Segments that are there already.
  let finishedSegments: [Int: KeptSegment]
  let holdsWaitingSegments = false

  private var video: VideoSink
  private let store: SegmentStore
  private let keepsSegments: Bool

  /// The film of `video`, with the segments in `store`; these stay there only if it `keepsSegments`.
  init(_ video: consuming VideoSink, store: SegmentStore, keepsSegments: Bool = false) {
    self.video = video
    self.store = store
    self.keepsSegments = keepsSegments
    finishedSegments = Dictionary(uniqueKeysWithValues: store.finishedSegments.map { ($0, .onDisk(number: $0)) })
  }

  var segmentLength: Int { video.segmentLength }
  var encoderByteCount: Int { video.encoderByteCount }
  var encoderThreadCount: Int { video.encoderThreadCount }
  var hasOpenEncoder: Bool { video.hasOpenEncoder }

  mutating func makeEncoder() throws -> KeepingSegmentEncoder {
    KeepingSegmentEncoder(try video.makeEncoder(), store: store)
  }

  mutating func append(_ segment: KeptSegment) throws {
    switch segment {
    case .onDisk(let number): try video.append(store.load(number))
    case .inMemory(let segment): try video.append(segment)
    }
  }

  consuming func finish() throws {
    let (store, keepsSegments) = (store, keepsSegments)
    try video.finish()
    if !keepsSegments { store.remove() }
  }
}

/// A finished segment, wherever it is.
enum KeptSegment: Sendable {
  /// In the store.
  case onDisk(number: Int)
  /// The beginning of one, with which a film ends.
  case inMemory(EncodedSegment)
}

/// The encoder of a segment that puts it on the disk when it is finished, on the worker's thread.
final class KeepingSegmentEncoder: SegmentEncoding {
  private let encoder: VideoSegmentEncoder
  private let store: SegmentStore
  /// The frames that it has taken. The lock is never waited for: one thread at a time uses an encoder.
  private let frames = Mutex<Range<Int>?>(nil)

  init(_ encoder: VideoSegmentEncoder, store: SegmentStore) {
    self.encoder = encoder
    self.store = store
  }

  func append(_ picture: Picture, frame: Int) throws {
    try encoder.append(picture, frame: frame)
    frames.withLock { $0 = ($0?.lowerBound ?? frame)..<frame + 1 }
  }

  func finish() throws -> KeptSegment {
    let segment = try encoder.finish()
    guard let frames = frames.withLock({ $0 }), let number = try store.save(segment, frames: frames) else {
      return .inMemory(segment)
    }
    return .onDisk(number: number)
  }
}
