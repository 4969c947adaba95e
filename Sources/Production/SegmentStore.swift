import Animation
import Synchronization
import SystemPackage
import VideoEncoding

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The finished segments of a film that is on its way, as files in a folder beside it: with them a film goes on that was ended in
/// whatever way, and is put together from what several processes have made.
///
/// The folder has a file for each segment (`SegmentFile`), a list (`SegmentManifest`), and locks (`OutputLock`). Each segment is
/// written under a passing name, synchronised and renamed, so one that has its name is whole; it is verified all the same when it is
/// found again. A store that leaves no segment behind takes its folder away when it goes.
///
/// Any thread may save; one thread at a time does the rest.
package final class SegmentStore: Sendable {
  /// The film of a store.
  struct Film: Sendable {
    let identity: FilmIdentity
    let cut: FilmCut
    let keys: SegmentKeys
    /// The stream of its segments, as the film's own encoder makes it.
    let format: StreamFormat
  }

  /// What a store is opened for.
  enum Purpose: Hashable {
    /// To make the whole film: nobody else has the folder meanwhile.
    case film
    /// To make these segments, while others make others: the folder is shared, and its list belongs to nobody.
    case chunk(segments: Range<Int>)

    fileprivate var segments: Range<Int>? {
      if case .chunk(let segments) = self { segments } else { nil }
    }
  }

  /// Where the segments are.
  let folder: SegmentFolder

  private let film: Film
  private let purpose: Purpose
  private let cache: SegmentCache?
  private let partialFiles: PartialFiles
  private let lock: OutputLock
  private let chunkLock: OutputLock?
  /// Numbers of the segments that are there; `nil` once they are removed.
  private let finished = Mutex<Set<Int>?>([])

  /// Opens the folder of `film`, which is on its way to `output`; what is there is not looked at yet.
  ///
  /// - Throws: `ProductionError.inUse` where another process makes the same, `.cannotWrite`.
  init(
    output: String, film: Film, purpose: Purpose = .film, cache: SegmentCache? = nil, partialFiles: PartialFiles
  ) throws(ProductionError) {
    try PendingFile.requirePlace(for: output)
    folder = SegmentFolder(ofOutput: output)
    self.film = film
    self.purpose = purpose
    self.cache = cache
    self.partialFiles = partialFiles
    lock = try OutputLock(folder: folder, output: output, isShared: purpose != .film)
    if let segments = purpose.segments {
      chunkLock = try OutputLock(folder: folder, output: output, segments: segments)
    } else {
      chunkLock = nil
      // What processes have left that were ended while they wrote.
      folder.removePartialFiles()
      if folder.segments.isEmpty {
        partialFiles.noteEmpty(folder: folder.path, files: [folder.manifest, folder.lock])
      }
    }
  }

  deinit {
    if finished.withLock({ $0 != nil }) && folder.segments.isEmpty && lock.isAlone() { remove() }
  }

  /// Numbers of the segments that are there.
  var finishedSegments: Set<Int> { finished.withLock { $0 ?? [] } }

  /// What the folder has of the film; nothing is changed.
  ///
  /// - Complexity: reads all segments that are there and that the store is for.
  func survey() -> SegmentSurvey { SegmentSurvey(folder, film: film, range: purpose.segments) }

  /// Takes over what is there for a film that goes on, as far as it is of this film, then what the cache has.
  ///
  /// - Parameters:
  ///   - startsOver: whether all of that is of no use.
  ///   - notice: told what the user should know, a sentence each.
  /// - Complexity: reads all segments that are there.
  func takeStock(startsOver: Bool, notice: (String) -> Void) throws {
    let list = (try? FileDescriptor.contents(of: folder.manifest)).flatMap(SegmentManifest.init(bytes:))
    let difference = list?.film.difference(from: film.identity)
    if startsOver {
      for segment in folder.segments { unlink(segment.file) }
    }
    let survey = survey()
    // Of an earlier film most are of no use, and nobody needs to be told of each.
    let tellsOfEach = difference == nil && !startsOver
    removeDamage(survey, notice: tellsOfEach ? notice : { _ in })
    if tellsOfEach, let list {
      let numbers = list.entries.keys.filter { 0..<film.cut.segmentCount ~= $0 }
      for number in survey.missing(of: numbers.sorted()) {
        notice("\(folder.file(ofSegment: number).oneLine): it is listed and not there; it is rendered again")
      }
    }
    var entries = survey.whole
    let goingOn = "going on from \(entries.count) of \(film.cut.segmentCount) segments"
    if let difference, !startsOver {
      let rest = entries.isEmpty ? "starting over" : "\(goingOn), which are the same"
      notice("\(folder.path.oneLine) is of an earlier film, and this one has \(difference): \(rest)")
    } else if !entries.isEmpty {
      notice("\(folder.path.oneLine): \(goingOn)")
    }
    if !startsOver { takeFromCache(&entries, notice: notice) }
    try goOn(from: entries)
  }

  /// Takes over what `survey` has found whole, and removes what is damaged.
  func takeOver(_ survey: SegmentSurvey, notice: (String) -> Void) throws {
    removeDamage(survey, notice: notice)
    try goOn(from: survey.whole)
  }

  /// Keeps `segment`, which consists of `frames`; any thread.
  ///
  /// - Returns: its number; `nil` where it is not a whole segment of the film and is not kept.
  func save(_ segment: EncodedSegment, frames: Range<Int>) throws -> Int? {
    let number = film.cut.segment(ofFrame: frames.lowerBound)
    guard film.cut.frames(ofSegment: number) == frames else { return nil }
    let file = SegmentFile(key: film.keys.key(ofFrames: frames), segment: segment)
    let path = folder.file(ofSegment: number)
    try PendingFile(path: path, among: partialFiles).commit(file.bytes)
    partialFiles.forgetEmpty(folder: folder.path)
    finished.withLock { _ = $0?.insert(number) }
    if purpose == .film {
      do {
        try SegmentManifest.append(SegmentManifest.Entry(number: number, file: file), to: folder.manifest)
      } catch {
        throw ProductionError.cannotWrite(path: folder.manifest, reason: "\(error)")
      }
    }
    cache?.add(file, at: path)
    return number
  }

  /// Reads segment number `number` again.
  func load(_ number: Int) throws(ProductionError) -> EncodedSegment {
    let path = folder.file(ofSegment: number)
    do {
      return try SegmentSurvey.read(path, number: number, of: film).segment
    } catch {
      throw .cannotRead(path: path, reason: "\(error)")
    }
  }

  /// What `work` returns; an error of it also tells that finished segments are still there, if they are.
  func keeping<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch ProductionError.interrupted {
      throw ProductionError.interrupted
    } catch {
      guard !folder.segments.isEmpty else { throw error }
      throw UnfinishedFilm(cause: error, folder: folder.path)
    }
  }

  /// Removes all segments, when the film is there.
  func remove() {
    finished.withLock { $0 = nil }
    folder.remove()
    partialFiles.forgetEmpty(folder: folder.path)
  }

  /// Removes files that are no segments of this film: each tells by its own hash and key, so a list that is damaged is no loss.
  private func removeDamage(_ survey: SegmentSurvey, notice: (String) -> Void) {
    for segment in survey.damaged {
      notice("\(segment.file.oneLine): \(segment.damage); it is rendered again")
      unlink(segment.file)
    }
    if purpose == .film {
      for file in survey.misnamed { unlink(file) }
    }
  }

  /// Counts `entries` as finished, and writes the list where it is this store's.
  private func goOn(from entries: [Int: SegmentManifest.Entry]) throws {
    let numbers = Set(entries.keys)
    finished.withLock { $0 = numbers }
    if !numbers.isEmpty { partialFiles.forgetEmpty(folder: folder.path) }
    guard purpose == .film else { return }
    var manifest = SegmentManifest(film: film.identity)
    manifest.entries = entries
    try keeping { try PendingFile(path: folder.manifest, among: partialFiles).commit(manifest.bytes()) }
  }

  /// Takes what is missing in `entries` from the cache.
  private func takeFromCache(_ entries: inout [Int: SegmentManifest.Entry], notice: (String) -> Void) {
    guard let cache else { return }
    var taken = 0
    for number in 0..<film.cut.segmentCount where entries[number] == nil {
      let frames = film.cut.frames(ofSegment: number)
      let file = cache.take(film.keys.key(ofFrames: frames), to: folder.file(ofSegment: number)) { file in
        try film.verify(file, frames: frames)
      }
      guard let file else { continue }
      entries[number] = SegmentManifest.Entry(number: number, file: file)
      taken += 1
    }
    if taken > 0 { notice("\(cache.folder.oneLine): \(taken) of \(film.cut.segmentCount) segments come from there") }
  }
}
