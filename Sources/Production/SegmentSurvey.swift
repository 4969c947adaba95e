import SystemPackage

/// What stands in the folder of a film's segments, each file read and verified.
struct SegmentSurvey {
  /// A file that is no segment of the film, whatever its name says.
  struct DamagedSegment: Hashable {
    /// Its number, by its name.
    let number: Int
    let file: String
    /// What is wrong with it, in words.
    let damage: String
  }

  /// The segments that are whole, by number.
  private(set) var whole: [Int: SegmentManifest.Entry] = [:]
  /// The others, in no order.
  private(set) var damaged: [DamagedSegment] = []
  /// Files that look like segments, with names that none has.
  private(set) var misnamed: [String] = []

  /// Reads the segments of `film` in `folder`.
  ///
  /// - Parameter range: numbers of those that are looked at; `nil` for all files.
  /// - Complexity: reads all these segments, one at a time.
  init(_ folder: SegmentFolder, film: SegmentStore.Film, range: Range<Int>? = nil) {
    for (file, number) in folder.segments {
      guard let number else {
        misnamed.append(file)
        continue
      }
      guard range?.contains(number) ?? true else { continue }
      do {
        whole[number] = SegmentManifest.Entry(number: number, file: try Self.read(file, number: number, of: film))
      } catch {
        damaged.append(DamagedSegment(number: number, file: file, damage: "\(error)"))
      }
    }
  }

  /// Those of `numbers` of which there is no file.
  func missing(of numbers: some Sequence<Int>) -> [Int] {
    let present = Set(damaged.map(\.number))
    return numbers.filter { whole[$0] == nil && !present.contains($0) }
  }

  /// The file at `path`, which is whole and that of segment number `number` of `film`.
  static func read(_ path: String, number: Int, of film: SegmentStore.Film) throws -> SegmentFile {
    let file = try SegmentFile(bytes: try FileDescriptor.contents(of: path))
    guard number < film.cut.segmentCount else {
      throw SegmentFile.Damage(description: "it is beyond the end of the film")
    }
    try film.verify(file, frames: film.cut.frames(ofSegment: number))
    return file
  }
}
