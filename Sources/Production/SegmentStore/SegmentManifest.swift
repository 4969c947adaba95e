import HostSystem

/// The list of a film's finished segments: a line of JSON that identifies the film, then one for each segment.
///
/// A line is added when its segment is finished, so that writing the list takes no longer for a longer film. It is for
/// people and other programs to read, and shows which segments should exist; whether a segment is finished depends only
/// on its file.
struct SegmentManifest {
  /// A finished segment.
  struct Entry: Hashable, Codable {
    /// Its number in the film.
    let segment: Int
    /// Its frames.
    let frames: Int
    /// The last bytes of its file, in hexadecimal.
    let sha256: String

    /// The line for segment number `number`, stored in `file`.
    init(number: Int, file: SegmentFile) {
      segment = number
      frames = file.segment.frameCount
      sha256 = file.hash.hexadecimal
    }
  }

  /// Which film the segments are of.
  let film: FilmIdentity
  /// By number. If a segment has several lines, the last one counts.
  var entries: [Int: Entry] = [:]

  init(film: FilmIdentity) { self.film = film }

  /// Reads as much of a list as possible: the last line may be truncated. `nil` if it does not identify its film.
  init?(bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"))[...]
    guard let first = lines.popFirst(), let film = try? ProgramJSON.value(FilmIdentity.self, in: first) else {
      return nil
    }
    self.film = film
    for line in lines {
      if let entry = try? ProgramJSON.value(Entry.self, in: line) { entries[entry.segment] = entry }
    }
  }

  /// The whole list.
  func bytes() throws -> [UInt8] {
    try Self.line(film) + entries.values.sorted { $0.segment < $1.segment }.flatMap { try Self.line($0) }
  }

  /// The line for `value`.
  static func line(_ value: some Encodable) throws -> [UInt8] {
    try ProgramJSON.line(value) + [UInt8(ascii: "\n")]
  }
}
