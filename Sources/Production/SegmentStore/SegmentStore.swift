import Animation
import Synchronization
import SystemPackage
import VideoEncoding

/// The finished segments of an unfinished film, as files in a folder beside it: from them an interrupted film resumes,
/// and the work of several processes is joined.
///
/// The folder has a file for each segment (`SegmentFile`), a list (`SegmentManifest`), and locks (`OutputLock`). Each
/// segment is written to a temporary file, synchronised and renamed, so a segment under its final name is complete; it
/// is still verified when it is found again. A store that leaves no segments removes its folder when it is closed.
///
/// Any thread may save; one thread at a time does the rest.
package final class SegmentStore: Sendable {
  /// The film of a store.
  struct Film: Sendable {
    let identity: FilmIdentity
    let cut: FilmCut
    let keys: SegmentKeys
    /// Bytes of a picture before it is encoded.
    let pictureByteCount: Int

    /// The largest file of a segment with this many frames: with every codec less than twice the size of the pictures,
    /// plus headers.
    func byteLimit(ofFrames count: Int) -> Int { 1 << 20 + count * (2 * pictureByteCount + 1 << 16) }
    /// The stream of its segments, as the film's own encoder makes it.
    let format: StreamFormat
  }

  /// The purpose of a store.
  enum Purpose: Hashable {
    /// To make the whole film: nobody else uses the folder meanwhile.
    case film
    /// The same with segments from others, on a farm: the folder may belong to another user of our group.
    case farmFilm
    /// To make these segments while others make others: the folder is shared, and nobody writes its list.
    case chunk(segments: Range<Int>)

    fileprivate var segments: Range<Int>? {
      if case .chunk(let segments) = self { segments } else { nil }
    }

    fileprivate var trust: FolderTrust { self == .film ? .owner : .group }
  }

  /// Where the segments are.
  let folder: SegmentFolder

  private let film: Film
  private let purpose: Purpose
  private let cache: SegmentCache?
  private let partialFiles: PartialFiles
  private let opened: OpenSegmentFolder
  private let chunkLock: OutputLock?
  /// The list, open for appending; `nil` while this store has none.
  private let manifest = Mutex<OpenFile?>(nil)
  /// Numbers of the existing segments; `nil` once they are removed.
  private let finished = Mutex<Set<Int>?>([])
  /// Whether the folder is left to another store for the same film, though it has no segments.
  private let isLeft = Atomic(false)

  /// Opens the folder of `film`, to be written to `output`; its contents are not examined yet.
  ///
  /// - Throws: `ProductionError.inUse` if another process makes the same, `.cannotWrite`.
  init(
    output: String, film: Film, purpose: Purpose = .film, cache: SegmentCache? = nil, partialFiles: PartialFiles
  ) throws(ProductionError) {
    let place = try OutputPlace(output)
    opened = try OpenSegmentFolder.open(
      for: place, trust: purpose.trust, isShared: purpose.segments != nil, among: partialFiles)
    folder = opened.names
    self.film = film
    self.purpose = purpose
    self.cache = cache
    self.partialFiles = partialFiles
    if let segments = purpose.segments {
      chunkLock = try Self.chunkLock(segments, in: opened, output: output)
    } else {
      chunkLock = nil
      // Files left by processes that were ended while writing.
      opened.removePartialFiles()
      if opened.segments.isEmpty {
        partialFiles.noteEmpty(
          opened.folder, name: folder.name, in: opened.parent,
          files: [SegmentFolder.manifest, SegmentFolder.sizes, SegmentFolder.lock])
      }
    }
  }

  deinit {
    let isLeft = isLeft.load(ordering: .relaxed)
    if !isLeft && finished.withLock({ $0 != nil }) && opened.segments.isEmpty && opened.lock.isAlone() { remove() }
    partialFiles.forgetEmpty(opened.folder)
  }

  /// Takes the lock of `segments`, which nobody removes while the folder's lock is shared.
  private static func chunkLock(
    _ segments: Range<Int>, in opened: borrowing OpenSegmentFolder, output: String
  ) throws(ProductionError) -> OutputLock {
    let name = SegmentFolder.lock(ofSegments: segments)
    let work = "\(output) from segment \(segments.lowerBound) to \(segments.upperBound - 1)"
    guard
      let lock = try OutputLock.take(
        name, in: opened.folder, path: opened.names.file(name), isShared: false, work: work)
    else { throw .inUse(path: work, holder: "another process") }
    return lock
  }

  /// The folder, for a file that will be renamed out of it.
  func lendFolder() throws(ProductionError) -> OpenFolder {
    try ProductionError.writing(folder.path) { () throws(Errno) in try opened.folder.duplicate() }
  }

  /// Numbers of the existing segments.
  var finishedSegments: Set<Int> { finished.withLock { $0 ?? [] } }

  /// Segments that are equal to an earlier one, each with the number of the first.
  ///
  /// - Complexity: O(segments), plus O(frames) of those that begin alike.
  func equalSegments() -> [Int: Int] {
    // Equal segments begin with equal frames, which few do.
    let beginningAlike = Dictionary(grouping: 0..<film.cut.segmentCount) { number in
      let first = film.cut.frames(ofSegment: number).lowerBound
      return film.keys.key(ofFrames: first..<first + 1)
    }
    var equal: [Int: Int] = [:]
    for numbers in beginningAlike.values where numbers.count > 1 {
      var firsts: [ContentHash: Int] = [:]
      for number in numbers {
        let key = film.keys.key(ofFrames: film.cut.frames(ofSegment: number))
        if let first = firsts[key] { equal[number] = first } else { firsts[key] = number }
      }
    }
    return equal
  }

  /// The state of the film's segments in the folder; changes nothing.
  ///
  /// - Complexity: reads all existing segments that the store is for.
  func survey() -> SegmentSurvey { SegmentSurvey(opened, film: film, range: purpose.segments) }

  /// Reuses the existing segments of this film, then those in the cache.
  ///
  /// - Parameters:
  ///   - startsOver: whether to ignore all of them.
  ///   - notice: receives messages for the user, a sentence each.
  /// - Complexity: reads all existing segments.
  func takeStock(startsOver: Bool, notice: (String) -> Void) throws {
    let list = opened.manifest()
    let difference = list?.film.difference(from: film.identity)
    if startsOver {
      for number in opened.segments { try opened.remove(segment: number) }
    }
    let survey = survey()
    // Most segments of an earlier film are useless, so they are not reported one by one.
    let tellsOfEach = difference == nil && !startsOver
    try removeDamage(survey, notice: tellsOfEach ? notice : { _ in })
    if tellsOfEach, let list {
      let numbers = list.entries.keys.filter { 0..<film.cut.segmentCount ~= $0 }
      for number in survey.missing(of: numbers.sorted()) {
        notice("\(folder.file(ofSegment: number).oneLine): listed but missing; it is rendered again")
      }
    }
    var entries = survey.whole
    let resuming = "resuming from \(entries.count) of \(film.cut.segmentCount) segments"
    if let difference, !startsOver {
      let rest = entries.isEmpty ? "starting over" : "\(resuming), which are the same"
      notice("\(folder.path.oneLine) belongs to an earlier film, and this one has \(difference): \(rest)")
    } else if !entries.isEmpty {
      notice("\(folder.path.oneLine): \(resuming)")
    }
    if !startsOver { takeFromCache(&entries, notice: notice) }
    try goOn(from: entries)
  }

  /// Reuses the segments that `survey` found intact, and removes damaged ones.
  func takeOver(_ survey: SegmentSurvey, notice: (String) -> Void) throws {
    try removeDamage(survey, notice: notice)
    try goOn(from: survey.whole)
  }

  /// Saves `segment`, which consists of `frames`; any thread.
  ///
  /// - Returns: its number; `nil` if it is not a complete segment of the film and is not saved.
  func save(_ segment: EncodedSegment, frames: Range<Int>) throws -> Int? {
    let number = film.cut.segment(ofFrame: frames.lowerBound)
    guard film.cut.frames(ofSegment: number) == frames else { return nil }
    let file = SegmentFile(key: film.keys.key(ofFrames: frames), segment: segment)
    let name = SegmentFolder.name(ofSegment: number)
    try opened.pendingFile(name, among: partialFiles).commit(file.bytes)
    partialFiles.forgetEmpty(opened.folder)
    finished.withLock { _ = $0?.insert(number) }
    try list(SegmentManifest.Entry(number: number, file: file))
    cache?.add(file, from: name, in: opened.folder)
    return number
  }

  /// Reads segment number `number` back.
  func load(_ number: Int) throws(ProductionError) -> EncodedSegment {
    do {
      return try SegmentSurvey.read(number, in: opened, of: film).segment
    } catch {
      throw .cannotRead(path: folder.file(ofSegment: number), reason: "\(error)")
    }
  }

  /// The result of `work`; its errors also say that finished segments are kept, if there are any.
  func keeping<Result: ~Copyable>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch ProductionError.interrupted {
      throw ProductionError.interrupted
    } catch {
      guard !opened.segments.isEmpty, opened.isInPlace else { throw error }
      throw UnfinishedFilm(cause: error, folder: folder.path)
    }
  }

  /// What is known of the film's sizes, of whatever film.
  func sizes() -> SizeMeasurement? { SizeMeasurement.read(in: opened.folder) }

  /// Leaves the folder to another store for the same film, even without segments.
  func leaveFolder() { isLeft.store(true, ordering: .relaxed) }

  /// Removes all segments, which are of no use to a film of another rate factor, and leaves the folder with `sizes` to it.
  func handOn(_ sizes: SizeMeasurement) throws {
    opened.removeSegments()
    try note(sizes)
    leaveFolder()
  }

  /// Writes what is known of the film's sizes; one thread at a time.
  func note(_ sizes: SizeMeasurement) throws {
    try opened.pendingFile(SegmentFolder.sizes, among: partialFiles).commit(sizes.bytes())
  }

  /// Removes all segments when the film is complete.
  func remove() {
    finished.withLock { $0 = nil }
    opened.remove()
    partialFiles.forgetEmpty(opened.folder)
  }

  /// Adds `entry` to the list if it is this store's.
  private func list(_ entry: SegmentManifest.Entry) throws {
    let line = try SegmentManifest.line(entry)
    // Under the lock, so that lines of several threads do not interleave.
    try manifest.withLock { manifest in
      guard manifest != nil else { return }
      try ProductionError.writing(folder.file(SegmentFolder.manifest)) { () throws(Errno) in
        try manifest?.write(line)
      }
    }
  }

  /// Removes files that are not segments of this film: each is identified by its hash and key, so a damaged list does
  /// no harm.
  private func removeDamage(_ survey: SegmentSurvey, notice: (String) -> Void) throws {
    for segment in survey.damaged {
      notice("\(segment.file.oneLine): \(segment.damage); it is rendered again")
      try opened.remove(segment: segment.number)
    }
  }

  /// Counts `entries` as finished, and writes the list if it is this store's.
  private func goOn(from entries: [Int: SegmentManifest.Entry]) throws {
    let numbers = Set(entries.keys)
    finished.withLock { $0 = numbers }
    if !numbers.isEmpty { partialFiles.forgetEmpty(opened.folder) }
    guard purpose.segments == nil else { return }
    var list = SegmentManifest(film: film.identity)
    list.entries = entries
    let bytes = try list.bytes()
    try keeping {
      try manifest.withLock { manifest in
        manifest = try opened.pendingFile(SegmentFolder.manifest, among: partialFiles).commitToGoOn(bytes)
      }
    }
  }

  /// Takes segments missing in `entries` from the cache.
  private func takeFromCache(_ entries: inout [Int: SegmentManifest.Entry], notice: (String) -> Void) {
    guard let cache else { return }
    var takenCount = 0
    for number in 0..<film.cut.segmentCount where entries[number] == nil {
      let frames = film.cut.frames(ofSegment: number)
      let taken = cache.take(
        film.keys.key(ofFrames: frames), byteLimit: film.byteLimit(ofFrames: frames.count),
        to: SegmentFolder.name(ofSegment: number), in: opened.folder, at: folder.path
      ) { file in try film.verify(file, frames: frames) }
      guard let file = taken else { continue }
      entries[number] = SegmentManifest.Entry(number: number, file: file)
      takenCount += 1
    }
    if takenCount > 0 {
      notice("\(cache.path.oneLine): \(takenCount) of \(film.cut.segmentCount) segments come from there")
    }
  }
}
