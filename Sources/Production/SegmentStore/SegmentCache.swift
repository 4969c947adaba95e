import Animation
import Foundation
import Synchronization
import SystemPackage

/// A folder of encoded segments of any films, each under its key, so that a film reuses those that it shares with an
/// earlier one.
///
/// Files are linked into and out of the folder where possible, and then take no extra space. When the cache is too
/// large, the least recently used segments are removed. Several processes may use one folder. A failure of the cache is
/// not a failure of the film: the user gets one message.
///
/// Any thread may use it.
package final class SegmentCache: Sendable {
  /// Where the segments are.
  let path: String

  private let folder: OpenFolder
  private let partialFiles: PartialFiles
  private let notice: @Sendable (String) -> Void
  private let isUsable = Mutex(true)
  private let room: CacheRoom

  private static let suffix = ".jrseg"
  /// Age in seconds after which a temporary file is taken to be left by a process that was ended while writing.
  private static let longestWriting = 3600

  /// The cache in the folder at `path`, which is created if missing; `nil` if it cannot be, which is reported.
  ///
  /// - Parameters:
  ///   - byteLimit: bytes that the segments may take.
  ///   - notice: called once if segments cannot be stored.
  /// - Complexity: O(segments in the cache).
  package init?(
    folder path: String, byteLimit: Int, partialFiles: PartialFiles, notice: @escaping @Sendable (String) -> Void
  ) {
    do throws(ProductionError) {
      folder = try Self.open(path, among: partialFiles)
    } catch {
      notice(Self.sentence(path, error))
      return nil
    }
    self.path = path
    self.partialFiles = partialFiles
    self.notice = notice
    room = CacheRoom(byteLimit: byteLimit, isEntry: Self.isEntry)
    removeLeftovers()
    room.trim(folder)
  }

  // Others may have added to it meanwhile.
  deinit { room.trim(folder) }

  /// Puts the segment of `key` as `name` into `target`, a folder at `targetPath`, and marks it as used now.
  ///
  /// - Parameters:
  ///   - byteLimit: the most bytes that its file may have.
  ///   - verify: refuses a file that is not the expected segment; it is removed from the cache.
  /// - Returns: the segment's file; `nil` if there is no intact one.
  package func take(
    _ key: ContentHash, byteLimit: Int, to name: String, in target: borrowing OpenFolder, at targetPath: String,
    verify: (SegmentFile) throws -> Void
  ) -> SegmentFile? {
    let entry = Self.name(of: key)
    let bytes: [UInt8]
    do {
      bytes = try folder.read(entry, byteLimit: byteLimit)
    } catch {
      switch error {
      case .notRegular, .tooLarge: try? folder.remove(entry)
      case .missing, .system: break
      }
      return nil
    }
    guard let file = try? SegmentFile(bytes: bytes), file.key == key, (try? verify(file)) != nil else {
      try? folder.remove(entry)
      return nil
    }
    do {
      try SystemCalls.link(entry, in: folder.descriptor, as: name, in: target.descriptor)
    } catch {
      guard
        let copy = try? PendingFile(name: name, in: target, at: targetPath, among: partialFiles),
        (try? copy.commit(bytes)) != nil
      else { return nil }
    }
    SystemCalls.touch(entry, in: folder.descriptor)
    return file
  }

  /// Stores `file`, which is `name` in `source`.
  package func add(_ file: SegmentFile, from name: String, in source: borrowing OpenFolder) {
    guard isUsable.withLock({ $0 }), room.reserve(file.bytes.count, in: folder) else { return }
    let entry = Self.name(of: file.key)
    var isAdded = false
    defer { room.settle(file.bytes.count, isAdded: isAdded) }
    do throws(Errno) {
      try SystemCalls.link(name, in: source.descriptor, as: entry, in: folder.descriptor)
      isAdded = true
    } catch .fileExists {
      SystemCalls.touch(entry, in: folder.descriptor)
    } catch {
      // For example, on another disk.
      do throws(ProductionError) {
        try PendingFile(name: entry, in: folder, at: path, among: partialFiles).commit(file.bytes)
        isAdded = true
      } catch {
        giveUp(error)
      }
    }
  }

  private static func name(of key: ContentHash) -> String { key.hexadecimal + suffix }

  /// Whether `name` is that of a segment.
  private static func isEntry(_ name: String) -> Bool {
    name.hasSuffix(suffix) && name.utf8.count == 2 * ContentHash.byteCount + suffix.utf8.count
      && name.utf8.dropLast(suffix.utf8.count).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Opens the folder at `path`, following links, and creates it if missing.
  private static func open(_ path: String, among partialFiles: PartialFiles) throws(ProductionError) -> OpenFolder {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: path, reason: "the folder cannot be made")
    }
    let folder = try ProductionError.writing(path) { () throws(Errno) in try OpenFolder(path: path) }
    let problem = try ProductionError.writing(path) { () throws(Errno) in
      try FolderTrust.group.problem(with: folder, among: partialFiles)
    }
    if let problem { throw .cannotWrite(path: path, reason: problem) }
    return folder
  }

  private func giveUp(_ error: ProductionError) {
    let isNew = isUsable.withLock { isUsable in
      defer { isUsable = false }
      return isUsable
    }
    if isNew { notice(Self.sentence(path, error)) }
  }

  private static func sentence(_ path: String, _ error: ProductionError) -> String {
    // The name of a file in the cache is meaningless to the user.
    let reason = if case .cannotWrite(_, let reason) = error { reason } else { "\(error)" }
    return "the cache \(path.oneLine) cannot store more segments: \(reason)"
  }

  /// Removes half-written files left by ended processes, which would otherwise stay forever.
  private func removeLeftovers() {
    let now = SystemCalls.now
    for name in folder.names(where: PartialFiles.isTemporary) {
      guard let status = try? folder.status(of: name) else { continue }
      // By age, since other processes, also of other machines, may be writing.
      if abs(now - status.modified.seconds) > Self.longestWriting { try? folder.remove(name) }
    }
  }
}
