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
/// whatever way.
///
/// The folder has a file for each segment (`SegmentFile`), a list (`SegmentManifest`), and a lock (`OutputLock`). Each segment is
/// written under a passing name, synchronised and renamed, so one that has its name is whole; it is verified all the same when it is
/// found again. A store in which no segment was finished takes its folder away when it goes.
///
/// Any thread may save; one thread at a time does the rest.
package final class SegmentStore: Sendable {
  /// The film of a store.
  struct Film: Sendable {
    let identity: FilmIdentity
    let cut: FilmCut
    let keys: SegmentKeys
  }

  /// Where the segments are.
  let folder: SegmentFolder

  private let film: Film
  private let cache: SegmentCache?
  private let partialFiles: PartialFiles
  private let lock: OutputLock
  /// Numbers of the segments that are there.
  private let finished = Mutex<Set<Int>>([])

  /// Opens the store of `film`, which is on its way to `output`, and takes stock of it.
  ///
  /// - Parameters:
  ///   - startsOver: whether what is there and what the cache has is of no use.
  ///   - cache: from where missing segments are taken, and to where new ones go.
  ///   - notice: told what the user should know, a sentence each.
  /// - Throws: `ProductionError.inUse` where another process makes the same output, `.cannotWrite`.
  /// - Complexity: reads all segments that are there.
  init(
    output: String, film: Film, startsOver: Bool, cache: SegmentCache?, partialFiles: PartialFiles,
    notice: (String) -> Void
  ) throws {
    folder = SegmentFolder(ofOutput: output)
    self.film = film
    self.cache = cache
    self.partialFiles = partialFiles
    lock = try OutputLock(folder: folder, output: output)
    folder.removePartialFiles()
    if folder.segments.isEmpty { partialFiles.noteEmpty(folder: folder.path, files: [folder.manifest, folder.lock]) }

    let list = (try? FileDescriptor.contents(of: folder.manifest)).flatMap(SegmentManifest.init(bytes:))
    let difference = list?.film.difference(from: film.identity)
    if startsOver || difference != nil {
      for segment in folder.segments { unlink(segment.file) }
    }
    if let difference, !startsOver {
      notice("\(folder.path.oneLine) is of an earlier film, and this one has \(difference): starting over")
    }
    var manifest = SegmentManifest(film: film.identity)
    manifest.entries = verified(listed: difference == nil && !startsOver ? list?.entries ?? [:] : [:], notice: notice)
    if !manifest.entries.isEmpty {
      notice("\(folder.path.oneLine): going on from \(manifest.entries.count) of \(film.cut.segmentCount) segments")
    }
    if !startsOver { takeFromCache(&manifest.entries, notice: notice) }
    let numbers = Set(manifest.entries.keys)
    finished.withLock { $0 = numbers }
    if !numbers.isEmpty { partialFiles.forgetEmpty(folder: folder.path) }
    try PendingFile(path: folder.manifest, among: partialFiles).commit(manifest.bytes())
  }

  deinit {
    if finished.withLock(\.isEmpty) { remove() }
  }

  /// Numbers of the segments that are there.
  var finishedSegments: Set<Int> { finished.withLock { $0 } }

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
    finished.withLock { _ = $0.insert(number) }
    do {
      try SegmentManifest.append(SegmentManifest.Entry(number: number, file: file), to: folder.manifest)
    } catch {
      throw ProductionError.cannotWrite(path: folder.manifest, reason: "\(error)")
    }
    cache?.add(file, at: path)
    return number
  }

  /// Reads segment number `number` again.
  func load(_ number: Int) throws(ProductionError) -> EncodedSegment {
    let path = folder.file(ofSegment: number)
    do {
      return try read(path, number: number).segment
    } catch {
      throw .cannotRead(path: path, reason: "\(error)")
    }
  }

  /// Removes all segments, when the film is there.
  func remove() {
    finished.withLock { $0 = [] }
    folder.remove()
    partialFiles.forgetEmpty(folder: folder.path)
  }

  /// Reads every file that looks like a segment, and removes those that are none of this film, or not those that are `listed`. A
  /// list that cannot be read is no loss.
  private func verified(
    listed: [Int: SegmentManifest.Entry], notice: (String) -> Void
  ) -> [Int: SegmentManifest.Entry] {
    var found: [Int: SegmentManifest.Entry] = [:]
    var missing = Set(listed.keys)
    for (path, number) in folder.segments {
      guard let number else {
        unlink(path)
        continue
      }
      missing.remove(number)
      do {
        let entry = SegmentManifest.Entry(number: number, file: try read(path, number: number))
        if let expected = listed[number], expected != entry {
          throw SegmentFile.Damage(description: "it is not the one that the list names")
        }
        found[number] = entry
      } catch {
        notice("\(path.oneLine): \(error), and is rendered again")
        unlink(path)
      }
    }
    for number in missing.sorted() {
      notice("\(folder.file(ofSegment: number).oneLine): it is listed and not there, and is rendered again")
    }
    return found
  }

  /// The file at `path`, which is whole and that of segment number `number`.
  private func read(_ path: String, number: Int) throws -> SegmentFile {
    let file = try SegmentFile(bytes: try FileDescriptor.contents(of: path))
    guard number < film.cut.segmentCount else {
      throw SegmentFile.Damage(description: "it is beyond the end of the film")
    }
    let frames = film.cut.frames(ofSegment: number)
    guard file.segment.frameCount == frames.count, file.key == film.keys.key(ofFrames: frames) else {
      throw SegmentFile.Damage(description: "it is of another film")
    }
    return file
  }

  /// Takes what is missing in `entries` from the cache.
  private func takeFromCache(_ entries: inout [Int: SegmentManifest.Entry], notice: (String) -> Void) {
    guard let cache else { return }
    var taken = 0
    for number in 0..<film.cut.segmentCount where entries[number] == nil {
      let frames = film.cut.frames(ofSegment: number)
      guard let file = cache.take(film.keys.key(ofFrames: frames), to: folder.file(ofSegment: number)),
        file.segment.frameCount == frames.count
      else { continue }
      entries[number] = SegmentManifest.Entry(number: number, file: file)
      taken += 1
    }
    if taken > 0 { notice("\(cache.folder.oneLine): \(taken) of \(film.cut.segmentCount) segments come from there") }
  }
}
