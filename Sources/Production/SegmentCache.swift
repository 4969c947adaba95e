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
      giveUp("it cannot be made")
    }
    makeRoom()
  }

  /// Puts the segment of `key` under the name `path`, and counts it as used now.
  ///
  /// - Returns: the segment's file; `nil` where there is none that is whole.
  func take(_ key: ContentHash, to path: String) -> SegmentFile? {
    let source = self.path(of: key)
    guard let bytes = try? FileDescriptor.contents(of: source) else { return nil }
    guard let file = try? SegmentFile(bytes: bytes), file.key == key else {
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
        giveUp("\(error)")
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
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let now = time(nil)
    return names.filter { $0.hasSuffix(Self.suffix) }.compactMap { name in
      let path = folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      #if canImport(Glibc)
        let used = status.st_mtim
      #else
        let used = status.st_mtimespec
      #endif
      // A clock that was wrong has dated it; it ages like any other from now on.
      if used.tv_sec > now { touch(path) }
      return Entry(
        path: path, byteCount: Int(status.st_size), seconds: min(used.tv_sec, now), nanoseconds: used.tv_nsec)
    }
  }
}
