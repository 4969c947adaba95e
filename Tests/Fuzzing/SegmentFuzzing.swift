import FilmFormat
import FractalMath
import Production
import VideoEncoding

/// Files of segments: read, and joined into a film, each twice.
///
/// The first byte chooses the film's container. The hash at a file's end is put there before it is read, because no chance finds it.
enum SegmentFuzzing {
  static func feed(_ bytes: [UInt8]) throws -> Bool {
    guard let first = bytes.first else { return false }
    let container = Container.allCases[Int(first) % Container.allCases.count]
    let body = bytes.dropFirst()
    _ = try? SegmentFile(bytes: Array(body))
    guard let file = try? SegmentFile(bytes: body + ContentHash(of: body).bytes) else { return true }
    let again = SegmentFile(key: file.key, segment: file.segment)
    // What a film of such segments would say of it may not trap.
    _ = file.segment.problem(inFilmOf: file.segment.format)
    try FuzzFailure.unless(
      (try? SegmentFile(bytes: again.bytes))?.segment == file.segment, "another segment when read again")
    // Only what has the stream of the film's own encoder is ever joined: of another header libavformat may read for minutes.
    guard formats.contains(where: { file.segment.problem(inFilmOf: $0) == nil }) else { return true }
    if case .failure(let error) = Result(catching: { () throws(LibAVError) in try join(file.segment, in: container) }) {
      try FuzzFailure.unless("\(error)".oneLine == "\(error)", "not fit for a terminal: \("\(error)".oneLine)")
    }
    return true
  }

  /// The streams of films that juliareel makes.
  private static let formats: [StreamFormat] = (try? FilmSeeds.segments.map(\.format)) ?? []

  private static func join(_ segment: EncodedSegment, in container: Container) throws(LibAVError) {
    var writer = try FilmWriter(path: FuzzedFile.path, container: container)
    try writer.append(segment)
    try writer.append(segment)
    try writer.finish()
    _ = try FilmRecipe.read(FuzzedFile.path, displayName: "joined")
  }

  static var seeds: [[UInt8]] {
    get throws {
      try FilmSeeds.segments.enumerated().flatMap { number, segment in
        let bytes = SegmentFile(key: ContentHash(of: [UInt8(number)]), segment: segment).bytes
        return Container.allCases.enumerated().filter { $1.codecs.contains(segment.format.codec) }.map { index, _ in
          [UInt8(index)] + bytes.dropLast(ContentHash.byteCount)
        }
      }
    }
  }

  static let words = Set(VideoCodec.allCases.map(\.rawValue) + PixelLayout.allCases.map(\.rawValue))
}
