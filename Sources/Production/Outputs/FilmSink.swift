import VideoEncoding
import WorkStealing

/// The destination of a film: its segments are encoded separately, several at once, and joined here.
///
/// Used by one thread, the coordinator. A sink dropped unfinished leaves no result.
package protocol FilmSink: ~Copyable {
  /// The encoder type, which makes segments from pictures.
  associatedtype Encoder: SegmentEncoding

  /// Frames per segment, except for the last and those cut by the chosen range of frames; 1 if frames are independent.
  var segmentLength: Int { get }
  /// Bytes that an encoder takes while it is open.
  var encoderByteCount: Int { get }
  /// Additional threads of an encoder while it is open.
  var encoderThreadCount: Int { get }
  /// Whether the first encoder is open already.
  var hasOpenEncoder: Bool { get }

  /// Finished segments, by number: they are appended in their turn and not rendered.
  var finishedSegments: [Int: Encoder.Segment] { get }
  /// Whether finished segments that wait for earlier ones take memory.
  var holdsWaitingSegments: Bool { get }

  /// An encoder for the segment that begins with frame number `firstFrame` of the film.
  mutating func makeEncoder(firstFrame: Int) throws -> Encoder

  /// Appends the next segment.
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

/// Makes one segment from its pictures. Used by one thread at a time, not always the same.
package protocol SegmentEncoding: AnyObject, Sendable {
  /// The result.
  associatedtype Segment: Sendable

  /// Takes the picture of the next frame, which is complete and no longer written to.
  func append(_ picture: Picture) throws

  /// The segment of the pictures taken so far, at least one; called once, at the end.
  func finish() throws -> Segment
}

/// Makes segments of one frame, for outputs of single frames.
final class FrameConverter<Segment: Sendable>: SegmentEncoding {
  private let convert: @Sendable (Picture) throws -> Segment
  private let converted = HandOff<Segment?>(nil)

  /// A segment is the result of `convert` for its picture, on the worker's thread.
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

/// Discards frames, to measure the cost of rendering alone.
struct DiscardingSink: FilmSink, ~Copyable {
  let segmentLength = 1
  let encoderByteCount = 0

  mutating func makeEncoder(firstFrame: Int) -> FrameConverter<Picture> { FrameConverter { $0 } }

  mutating func append(_ picture: Picture) {}

  consuming func finish() {}
}
