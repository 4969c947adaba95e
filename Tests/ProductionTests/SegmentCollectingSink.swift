import Production
import VideoEncoding

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

  mutating func makeEncoder() throws -> VideoSegmentEncoder {
    let timeline = production.timeline
    return try VideoSegmentEncoder(size: timeline.size, frameRate: timeline.frameRate, settings: EncoderSettings())
  }

  mutating func append(_ segment: EncodedSegment) { collected.segments.append(segment) }

  consuming func finish() {}
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
