import Production
import VideoEncoding
import WorkStealing

/// What a collecting sink was given.
final class CollectedSegments {
  var segments: [EncodedSegment] = []
}

/// A sink that keeps the encoded segments of a video.
struct SegmentCollectingSink: FilmSink, ~Copyable {
  let collected: CollectedSegments
  let production: FilmProduction
  let segmentLength: Int
  let encoderByteCount = 1 << 20

  mutating func makeEncoder(firstFrame: Int) throws -> CollectedSegmentEncoder {
    let timeline = production.timeline
    return CollectedSegmentEncoder(
      try SegmentEncoder(size: timeline.size, frameRate: timeline.frameRate, settings: EncoderSettings()))
  }

  mutating func append(_ segment: EncodedSegment) { collected.segments.append(segment) }

  consuming func finish() {}
}

/// The encoder of a segment, which the workers hand to one another.
final class CollectedSegmentEncoder: SegmentEncoding {
  private let encoder: HandOff<SegmentEncoder?>

  init(_ encoder: consuming SegmentEncoder) { self.encoder = HandOff(encoder) }

  func append(_ picture: Picture) throws { try encoder.use { try $0?.append(picture) } }

  func finish() throws -> EncodedSegment {
    try encoder.use { encoder in
      guard let encoder = encoder.take() else { preconditionFailure("a segment is finished once") }
      return try encoder.finish()
    }
  }
}

extension FilmProduction {
  /// The segments of the film, encoded.
  func encodedSegments(segmentLength: Int) throws -> [EncodedSegment] {
    let collected = CollectedSegments()
    let sink = SegmentCollectingSink(collected: collected, production: self, segmentLength: segmentLength)
    _ = try run(into: sink, layout: .yuv420, progress: SilentProgress(), interruption: Interruption())
    return collected.segments
  }
}
