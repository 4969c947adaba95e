import Animation
import Foundation
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Encoded segments of any films in a folder, each under its key, so that a film takes those that it shares with an earlier one.
///
/// Files are linked into and out of the folder where that is possible, and take no second room then. Of a cache that has become too
/// large, the segments go that were not used for the longest time. Several processes may use one folder. No failure of the cache
/// is one of the film: the user is told, once.
///
/// Any thread may use it.
package final class SegmentCache: Sendable {
  private struct State {
    /// As far as this process knows.
    var byteCount = 0
    /// Whether it takes segments.
    var isUsable = true
  }

  private struct Entry {
    let path: String
    let byteCount: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// Where the segments are.
  let folder: String
  private let byteLimit: Int
  private let partialFiles: PartialFiles
  private let notice: @Sendable (String) -> Void
  private let state = Mutex(State())

  private static let suffix = ".jrseg"
  /// Seconds after which a file under a passing name is one whose process was ended while it wrote.
  private static let longestWriting = 3600

  /// The cache in `folder`, which is made where it is missing.
  ///
  /// - Parameters:
  ///   - byteLimit: bytes that the segments may take.
  ///   - notice: told once where segments cannot be kept.
  /// - Complexity: O(segments in the cache).
  package init(
    folder: String, byteLimit: Int, partialFiles: PartialFiles, notice: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.byteLimit = byteLimit
    self.partialFiles = partialFiles
    self.notice = notice
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      giveUp("the folder cannot be made")
    }
    removeLeftovers()
    makeRoom()
  }

  /// Puts the segment of `key` under the name `path`, and counts it as used now.
  ///
  /// - Parameter verify: refuses a file that is not the segment it should be; it is removed from the cache.
  /// - Returns: the segment's file; `nil` where there is none that is whole.
  func take(_ key: ContentHash, to path: String, verify: (SegmentFile) throws -> Void) -> SegmentFile? {
    let source = self.path(of: key)
    guard let bytes = try? FileDescriptor.contents(of: source) else { return nil }
    guard let file = try? SegmentFile(bytes: bytes), file.key == key, (try? verify(file)) != nil else {
      unlink(source)
      return nil
    }
    if link(source, path) != 0 {
      guard (try? PendingFile(path: path, among: partialFiles).commit(bytes)) != nil else { return nil }
    }
    touch(source)
    return file
  }

  /// Keeps `file`, which is also at `path`.
  func add(_ file: SegmentFile, at path: String) {
    guard state.withLock(\.isUsable), file.bytes.count <= byteLimit else { return }
    let target = self.path(of: file.key)
    if link(path, target) != 0 {
      if errno == EEXIST {
        touch(target)
        return
      }
      // On another disk, for one.
      do {
        try PendingFile(path: target, among: partialFiles).commit(file.bytes)
      } catch {
        // The name of the file says nothing to anybody.
        if case .cannotWrite(_, let reason) = error { giveUp(reason) } else { giveUp("\(error)") }
        return
      }
    }
    let isFull = state.withLock { state in
      state.byteCount += file.bytes.count
      return state.byteCount > byteLimit
    }
    if isFull { makeRoom() }
  }

  private func path(of key: ContentHash) -> String { "\(folder)/\(key.hexadecimal)\(Self.suffix)" }

  private func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }

  private func giveUp(_ reason: String) {
    let isNew = state.withLock { state in
      defer { state.isUsable = false }
      return state.isUsable
    }
    if isNew { notice("the cache \(folder.oneLine) takes no more segments: \(reason)") }
  }

  /// Removes the segments that were not used for the longest time: where there are too many, as many as make room for a tenth of all,
  /// so that the folder is not read again for each segment.
  private func makeRoom() {
    var entries = entries()
    var byteCount = entries.reduce(0) { $0 + $1.byteCount }
    if byteCount > byteLimit {
      entries.sort { ($0.seconds, $0.nanoseconds, $0.path) < ($1.seconds, $1.nanoseconds, $1.path) }
      for entry in entries where byteCount > byteLimit / 10 * 9 {
        if unlink(entry.path) == 0 { byteCount -= entry.byteCount }
      }
    }
    let rest = byteCount
    state.withLock { $0.byteCount = rest }
  }

  private func entries() -> [Entry] {
    let now = time(nil)
    return files(endingWith: Self.suffix).map { path, status in
      let used = Self.modificationTime(status)
      // A clock that was wrong has dated it; it ages like any other from now on.
      if used.tv_sec > now { touch(path) }
      return Entry(
        path: path, byteCount: Int(status.st_size), seconds: min(used.tv_sec, now), nanoseconds: used.tv_nsec)
    }
  }

  /// Removes what ended processes have left half written, which would stay for ever.
  private func removeLeftovers() {
    let now = time(nil)
    for (path, status) in files(endingWith: PartialFiles.suffix) {
      // By age, since other processes, also of other machines, may be writing.
      if abs(now - Self.modificationTime(status).tv_sec) > Self.longestWriting { unlink(path) }
    }
  }

  private func files(endingWith suffix: String) -> [(path: String, status: stat)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.compactMap { name in
      let path = folder + "/" + name
      var status = stat()
      return stat(path, &status) == 0 ? (path, status) : nil
    }
  }

  private static func modificationTime(_ status: stat) -> timespec {
    #if canImport(Glibc)
      status.st_mtim
    #else
      status.st_mtimespec
    #endif
  }
}
