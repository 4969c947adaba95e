import Animation
import Synchronization
import SystemPackage
import VideoEncoding

/// The finished segments of a film that is on its way, as files in a folder beside it: with them a film goes on that was ended in
/// whatever way, and is put together from what several processes have made.
///
/// The folder has a file for each segment (`SegmentFile`), a list (`SegmentManifest`), and locks (`OutputLock`). Each segment is
/// written under a temporary name, synchronised and renamed, so one that has its name is whole; it is verified all the same when it is
/// found again. A store that leaves no segment behind takes its folder away when it goes.
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

    /// The most bytes that the file of a segment of so many frames may have: with every codec less than twice what the pictures have,
    /// and something for headers.
    func byteLimit(ofFrames count: Int) -> Int { 1 << 20 + count * (2 * pictureByteCount + 1 << 16) }
    /// The stream of its segments, as the film's own encoder makes it.
    let format: StreamFormat
  }

  /// What a store is opened for.
  enum Purpose: Hashable {
    /// To make the whole film: nobody else has the folder meanwhile.
    case film
    /// The same with what others have made, on a farm: the folder may be that of another user of our group.
    case farmFilm
    /// To make these segments, while others make others: the folder is shared, and its list belongs to nobody.
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
  /// The list, open to add to; `nil` as long as there is none of this store's.
  private let manifest = Mutex<OpenFile?>(nil)
  /// Numbers of the segments that are there; `nil` once they are removed.
  private let finished = Mutex<Set<Int>?>([])

  /// Opens the folder of `film`, which is on its way to `output`; what is there is not examined yet.
  ///
  /// - Throws: `ProductionError.inUse` where another process makes the same, `.cannotWrite`.
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
      // What processes have left that were ended while they wrote.
      opened.removePartialFiles()
      if opened.segments.isEmpty {
        partialFiles.noteEmpty(
          opened.folder, name: folder.name, in: opened.parent, files: [SegmentFolder.manifest, SegmentFolder.lock])
      }
    }
  }

  deinit {
    if finished.withLock({ $0 != nil }) && opened.segments.isEmpty && opened.lock.isAlone() { remove() }
    partialFiles.forgetEmpty(opened.folder)
  }

  /// Takes the lock of `segments`, which nobody removes while the folder's own is shared.
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

  /// The folder, for a file that is renamed out of it.
  func lendFolder() throws(ProductionError) -> OpenFolder {
    try ProductionError.writing(folder.path) { () throws(Errno) in try opened.folder.duplicate() }
  }

  /// Numbers of the segments that are there.
  var finishedSegments: Set<Int> { finished.withLock { $0 ?? [] } }

  /// What the folder has of the film; nothing is changed.
  ///
  /// - Complexity: reads all segments that are there and that the store is for.
  func survey() -> SegmentSurvey { SegmentSurvey(opened, film: film, range: purpose.segments) }

  /// Takes over what is there for a film that goes on, as far as it is of this film, then what the cache has.
  ///
  /// - Parameters:
  ///   - startsOver: whether all of that is of no use.
  ///   - notice: told what the user should know, a sentence each.
  /// - Complexity: reads all segments that are there.
  func takeStock(startsOver: Bool, notice: (String) -> Void) throws {
    let list = opened.manifest()
    let difference = list?.film.difference(from: film.identity)
    if startsOver {
      for number in opened.segments { try opened.remove(segment: number) }
    }
    let survey = survey()
    // Of an earlier film most are of no use, and nobody needs to be told of each.
    let tellsOfEach = difference == nil && !startsOver
    try removeDamage(survey, notice: tellsOfEach ? notice : { _ in })
    if tellsOfEach, let list {
      let numbers = list.entries.keys.filter { 0..<film.cut.segmentCount ~= $0 }
      for number in survey.missing(of: numbers.sorted()) {
        notice("\(folder.file(ofSegment: number).oneLine): the list has it, but it is missing; it is rendered again")
      }
    }
    var entries = survey.whole
    let resuming = "resuming from \(entries.count) of \(film.cut.segmentCount) segments"
    if let difference, !startsOver {
      let rest = entries.isEmpty ? "starting over" : "\(resuming), which are the same"
      notice("\(folder.path.oneLine) is of an earlier film, and this one has \(difference): \(rest)")
    } else if !entries.isEmpty {
      notice("\(folder.path.oneLine): \(resuming)")
    }
    if !startsOver { takeFromCache(&entries, notice: notice) }
    try goOn(from: entries)
  }

  /// Takes over what `survey` has found whole, and removes what is damaged.
  func takeOver(_ survey: SegmentSurvey, notice: (String) -> Void) throws {
    try removeDamage(survey, notice: notice)
    try goOn(from: survey.whole)
  }

  /// Keeps `segment`, which consists of `frames`; any thread.
  ///
  /// - Returns: its number; `nil` where it is not a whole segment of the film and is not kept.
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

  /// Reads segment number `number` again.
  func load(_ number: Int) throws(ProductionError) -> EncodedSegment {
    do {
      return try SegmentSurvey.read(number, in: opened, of: film).segment
    } catch {
      throw .cannotRead(path: folder.file(ofSegment: number), reason: "\(error)")
    }
  }

  /// What `work` returns; an error of it also tells that finished segments are still there, if they are.
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

  /// Removes all segments, when the film is there.
  func remove() {
    finished.withLock { $0 = nil }
    opened.remove()
    partialFiles.forgetEmpty(opened.folder)
  }

  /// Adds `entry` to the list where it is this store's.
  private func list(_ entry: SegmentManifest.Entry) throws {
    let line = try SegmentManifest.line(entry)
    // Under the lock, so that lines of several threads do not mix.
    try manifest.withLock { manifest in
      guard manifest != nil else { return }
      try ProductionError.writing(folder.file(SegmentFolder.manifest)) { () throws(Errno) in
        try manifest?.write(line)
      }
    }
  }

  /// Removes files that are no segments of this film: each tells by its own hash and key, so a list that is damaged is no loss.
  private func removeDamage(_ survey: SegmentSurvey, notice: (String) -> Void) throws {
    for segment in survey.damaged {
      notice("\(segment.file.oneLine): \(segment.damage); it is rendered again")
      try opened.remove(segment: segment.number)
    }
  }

  /// Counts `entries` as finished, and writes the list where it is this store's.
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

  /// Takes what is missing in `entries` from the cache.
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
