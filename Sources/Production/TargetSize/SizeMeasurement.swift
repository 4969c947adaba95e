import HostSystem

/// What is known of a film's sizes, kept among its segments, so that a film that is resumed is not measured again.
struct SizeMeasurement: Hashable, Codable {
  /// The film, with whatever rate factor.
  let film: FilmIdentity
  /// The container's name.
  let container: String
  /// The song's SHA-256 in hexadecimal; empty without one.
  let song: String
  /// The bytes of the packets of pictures, once, with the factors tried.
  var search = RateSearch()
  /// The bytes of the file besides those: index, recipe and sound.
  var otherBytes = 0
  /// While it is measured: the bytes of the packets of each finished segment with the factors tried, by its number.
  var segments: [Int: [Int]] = [:]

  /// Whether the whole film was measured.
  var isComplete: Bool { search.points.count >= 2 }

  /// Whether it is of the same film, song and container as `other`.
  func isOfSameFilm(as other: SizeMeasurement) -> Bool {
    film == other.film && container == other.container && song == other.song
  }

  /// Bytes that the packets, once, may take in a file of `byteLimit` bytes that has them `repeatCount` times.
  func budget(byteLimit: Int, repeatCount: Int) -> Double { Double(byteLimit - otherBytes) / Double(repeatCount) }

  /// Takes what a file of `byteCount` bytes tells, which has `packetBytes` of packets `repeatCount` times.
  mutating func learn(factor: Double, packetBytes: Int, byteCount: Int, repeatCount: Int) {
    search.add(RateSearch.Point(factor: factor, byteCount: packetBytes))
    otherBytes = byteCount - packetBytes * repeatCount
  }

  /// The most bytes of such a note.
  private static let byteLimit = 1 << 26

  /// The note in `folder`, if there is a readable one.
  static func read(in folder: borrowing OpenFolder) -> SizeMeasurement? {
    guard let bytes = try? folder.read(SegmentFolder.sizes, byteLimit: byteLimit),
      let found = try? ProgramJSON.value(SizeMeasurement.self, in: bytes)
    else { return nil }
    // Added anew, as they may have any order.
    let points = found.search.points.filter { $0.factor.isFinite && (0..<Int.max / 2).contains($0.byteCount) }
    guard (0..<Int.max / 2).contains(found.otherBytes) else { return nil }
    var measurement = found
    measurement.search = RateSearch(points: points)
    // No segment has so many that the sum of all is too large for a number.
    measurement.segments = found.segments.filter { $0.value.allSatisfy { (0..<1 << 36).contains($0) } }
    return measurement
  }

  /// The note's contents.
  func bytes() throws -> [UInt8] { try ProgramJSON.line(self) }
}
