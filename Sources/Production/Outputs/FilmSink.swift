import VideoEncoding
import WorkStealing

/// Where a film goes: its segments are encoded separately, several at once, and joined here.
///
/// Used by one thread, the coordinator. A sink that is dropped unfinished leaves no result behind.
package protocol FilmSink: ~Copyable {
  /// What makes a segment out of pictures.
  associatedtype Encoder: SegmentEncoding

  /// Frames of each segment of the film, but for the last and for those that a choice of frames cuts; 1 where frames need nothing
  /// from one another.
  var segmentLength: Int { get }
  /// Bytes that an encoder takes while it is open.
  var encoderByteCount: Int { get }
  /// Threads that an encoder has of its own while it is open.
  var encoderThreadCount: Int { get }
  /// Whether the first encoder is open already.
  var hasOpenEncoder: Bool { get }

  /// Segments that are finished already, by number: they are appended in their turn and not made.
  var finishedSegments: [Int: Encoder.Segment] { get }
  /// Whether finished segments that wait for earlier ones take memory.
  var holdsWaitingSegments: Bool { get }

  /// An encoder for the segment that begins with frame number `firstFrame` of the film.
  mutating func makeEncoder(firstFrame: Int) throws -> Encoder

  /// Puts the next segment behind those that are there.
  mutating func append(_ segment: Encoder.Segment) throws

  /// Completes the result from the segments appended so far, at least one.
  consuming func finish() throws
}

extension FilmSink where Self: ~Copyable {
  package var encoderThreadCount: Int { 0 }
  package var hasOpenEncoder: Bool { false }
  package var finishedSegments: [Int: Encoder.Segment] { [:] }
  package var holdsWaitingSegments: Bool { true }
}

/// Makes one segment out of its pictures. One thread at a time uses it, not always the same.
package protocol SegmentEncoding: AnyObject, Sendable {
  /// What comes out.
  associatedtype Segment: Sendable

  /// Takes the picture of the next frame, which is complete, and not written to any more.
  func append(_ picture: Picture) throws

  /// The segment of the pictures taken, at least one; called once, at the end.
  func finish() throws -> Segment
}

/// Makes segments of one frame, for outputs that take each frame by itself.
final class FrameConverter<Segment: Sendable>: SegmentEncoding {
  private let convert: @Sendable (Picture) throws -> Segment
  private let converted = HandOff<Segment?>(nil)

  /// A segment is what `convert` makes of its picture, on the worker's thread.
  init(_ convert: @escaping @Sendable (Picture) throws -> Segment) { self.convert = convert }

  func append(_ picture: Picture) throws {
    let segment = try convert(picture)
    converted.use { $0 = segment }
  }

  func finish() -> Segment {
    guard let segment = converted.use({ $0.take() }) else { preconditionFailure("a segment has a picture") }
    return segment
  }
}

/// Frames into nothing, to measure what rendering alone costs.
struct DiscardingSink: FilmSink, ~Copyable {
  let segmentLength = 1
  let encoderByteCount = 0

  mutating func makeEncoder(firstFrame: Int) -> FrameConverter<Picture> { FrameConverter { $0 } }

  mutating func append(_ picture: Picture) {}

  consuming func finish() {}
}
