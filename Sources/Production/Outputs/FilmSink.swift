import VideoEncoding

/// Where a film goes: its segments are encoded apart, several at once, and put one behind the other here.
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

  /// An encoder for one segment.
  mutating func makeEncoder() throws -> Encoder

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

  /// Takes the next picture, which is complete, and not written to any more.
  ///
  /// - Parameter frame: its index in the film.
  func append(_ picture: Picture, frame: Int) throws

  /// The segment of the pictures taken, at least one; called once, at the end.
  func finish() throws -> Segment
}
