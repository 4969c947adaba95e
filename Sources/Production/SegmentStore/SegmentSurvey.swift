import VideoEncoding

/// The contents of the folder of a film's segments, each file read and verified.
struct SegmentSurvey {
  /// A file that is not a segment of the film, whatever its name.
  struct DamagedSegment: Hashable {
    /// Its number, by its name.
    let number: Int
    let file: String
    /// What is wrong with it, in words.
    let damage: String
  }

  /// The intact segments, by number.
  private(set) var whole: [Int: SegmentManifest.Entry] = [:]
  /// The others, in no order.
  private(set) var damaged: [DamagedSegment] = []

  /// Reads the segments of `film` in `folder`.
  ///
  /// - Parameter range: numbers of the segments to examine; `nil` for all files.
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

  /// Those of `numbers` without a file.
  func missing(of numbers: some Sequence<Int>) -> [Int] {
    let present = Set(damaged.map(\.number))
    return numbers.filter { whole[$0] == nil && !present.contains($0) }
  }

  /// The file of segment number `number` of `film`, if intact.
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

/// The checks on a segment's file, which may be untrusted, before a film uses it.
///
/// Anyone who can write to a folder of segments or a cache can make a file with a valid hash and key. So its contents
/// are compared with what the film's own encoder reports, and its packets with the structure of that codec's frames. A
/// mismatch is treated as damage: it is reported, and the segment is rendered again. Whether the pictures are the
/// film's is not checked (Docs/Survival.md).
extension SegmentStore.Film {
  /// Refuses `file` unless it is the segment of `frames`, as far as can be checked without decoding.
  ///
  /// - Complexity: O(bytes), less than reading the file takes.
  func verify(_ file: SegmentFile, frames: Range<Int>) throws(SegmentFile.Damage) {
    guard file.segment.frameCount == frames.count, file.key == keys.key(ofFrames: frames) else {
      throw SegmentFile.Damage(description: "it belongs to another film")
    }
    if let problem = file.segment.problem(inFilmOf: format) { throw SegmentFile.Damage(description: problem) }
  }
}
