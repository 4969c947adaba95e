import VideoEncoding

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

  /// Reads the segments of `film` in `folder`.
  ///
  /// - Parameter range: numbers of those that are examined; `nil` for all files.
  /// - Complexity: reads all these segments, one at a time.
  init(_ folder: borrowing OpenSegmentFolder, film: SegmentStore.Film, range: Range<Int>? = nil) {
    for number in folder.segments where range?.contains(number) ?? true {
      do {
        whole[number] = SegmentManifest.Entry(number: number, file: try Self.read(number, in: folder, of: film))
      } catch {
        damaged.append(
          DamagedSegment(number: number, file: folder.names.file(ofSegment: number), damage: "\(error)"))
      }
    }
  }

  /// Those of `numbers` of which there is no file.
  func missing(of numbers: some Sequence<Int>) -> [Int] {
    let present = Set(damaged.map(\.number))
    return numbers.filter { whole[$0] == nil && !present.contains($0) }
  }

  /// The file of segment number `number` of `film`, which is whole.
  static func read(
    _ number: Int, in folder: borrowing OpenSegmentFolder, of film: SegmentStore.Film
  ) throws -> SegmentFile {
    guard number < film.cut.segmentCount else {
      throw SegmentFile.Damage(description: "it is beyond the end of the film")
    }
    let frames = film.cut.frames(ofSegment: number)
    let file = try SegmentFile(
      bytes: try folder.read(segment: number, byteLimit: film.byteLimit(ofFrames: frames.count)))
    try film.verify(file, frames: frames)
    return file
  }
}

/// What must be true of a segment's file, which may come from a stranger, before a film takes it.
///
/// Whoever can write into a folder of segments or a cache can make a file whose hash and key are right. So all that it says is compared with
/// what the film's own encoder says, and its packets with what that codec's frames look like. What does not fit is damaged like any other: it
/// is told and made again. Whether the pictures are the film's is not examined (Docs/Survival.md).
extension SegmentStore.Film {
  /// Refuses `file` unless it is the segment of `frames`, as far as can be told without decoding it.
  ///
  /// - Complexity: O(bytes), less than reading the file takes.
  func verify(_ file: SegmentFile, frames: Range<Int>) throws(SegmentFile.Damage) {
    guard file.segment.frameCount == frames.count, file.key == keys.key(ofFrames: frames) else {
      throw SegmentFile.Damage(description: "it is of another film")
    }
    if let problem = file.segment.problem(inFilmOf: format) { throw SegmentFile.Damage(description: problem) }
  }
}
