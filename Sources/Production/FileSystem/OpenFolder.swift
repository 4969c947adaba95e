import HostSystem
import SystemPackage

/// Owns the descriptor of an open folder: names are looked up in this folder, even if its path now leads elsewhere, and
/// links in it are not followed.
package struct OpenFolder: ~Copyable, Sendable {
  /// Borrowed by calls while the owner lives.
  let descriptor: Int32
  /// Which folder it is.
  let identity: FileStatus.Identity

  /// Opens the folder at `path`, following links.
  package init(path: String) throws(Errno) {
    try self.init(owning: SystemCalls.openFolder(path, followsLink: true))
  }

  /// Opens the folder `name` in `folder`, which must not be a link.
  init(_ name: String, in folder: borrowing OpenFolder) throws(Errno) {
    try self.init(owning: SystemCalls.openFolder(name, in: folder.descriptor, followsLink: false))
  }

  private init(owning descriptor: Int32) throws(Errno) {
    do throws(Errno) {
      identity = try SystemCalls.status(of: descriptor).identity
    } catch {
      SystemCalls.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { SystemCalls.close(descriptor) }

  /// Another owner of the same folder.
  func duplicate() throws(Errno) -> OpenFolder { try OpenFolder(owning: SystemCalls.duplicate(descriptor)) }

  func status() throws(Errno) -> FileStatus { try SystemCalls.status(of: descriptor) }

  /// The status of `name`; `nil` if it does not exist.
  func status(of name: String) throws(Errno) -> FileStatus? {
    do throws(Errno) {
      return try SystemCalls.status(of: name, in: descriptor)
    } catch .noSuchFileOrDirectory {
      return nil
    }
  }

  /// Whether `path` still leads to this folder.
  func isStill(at path: String) throws(Errno) -> Bool { try SystemCalls.status(at: path).identity == identity }

  /// The names for which `isWanted`, in no order; none if the folder cannot be read.
  func names(where isWanted: (String) -> Bool) -> [String] {
    SystemCalls.names(in: descriptor, where: isWanted)
  }

  /// The contents of the regular file `name`, which has at most `byteLimit` bytes.
  func read(_ name: String, byteLimit: Int) throws(FileContents.Failure) -> [UInt8] {
    do throws(FileContents.Failure) {
      return try FileContents.read(name, in: descriptor, followsLink: false, byteLimit: byteLimit)
    } catch .system(Errno.tooManySymbolicLinkLevels.rawValue) {
      throw .notRegular(FileStatus.Kind.link.words)
    }
  }

  /// Removes `name`, which may be anything except a folder; a link itself, not its target.
  func remove(_ name: String) throws(Errno) { try SystemCalls.remove(name, in: descriptor) }

  /// Removes `name`, which may be anything except a non-empty folder.
  func removeAnything(_ name: String) throws(Errno) {
    do throws(Errno) {
      try remove(name)
    } catch .noSuchFileOrDirectory {
      return
    } catch {
      guard (try? status(of: name))??.kind == .folder else { throw error }
      try SystemCalls.removeEmptyFolder(name, in: descriptor)
    }
  }

  /// Removes `name` if it still has that `identity`.
  static func remove(_ name: String, in folder: Int32, ifStill identity: FileStatus.Identity) {
    guard let status = try? SystemCalls.status(of: name, in: folder), status.identity == identity else { return }
    if status.kind == .folder {
      try? SystemCalls.removeEmptyFolder(name, in: folder)
    } else {
      try? SystemCalls.remove(name, in: folder)
    }
  }

  /// Returns when its names are on the disk.
  func synchronize() throws(Errno) { try SystemCalls.synchronize(descriptor) }
}

/// Owns the descriptor of an open file: operations apply to this file, even if its name now leads elsewhere.
struct OpenFile: ~Copyable, Sendable {
  /// Borrowed by readers and writers while the owner lives.
  let descriptor: Int32

  /// Takes over `descriptor`.
  init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { SystemCalls.close(descriptor) }

  /// Another owner of the same opening.
  func duplicate() throws(Errno) -> OpenFile { OpenFile(owning: try SystemCalls.duplicate(descriptor)) }

  func status() throws(Errno) -> FileStatus { try SystemCalls.status(of: descriptor) }

  /// Appends all of `bytes`.
  func write(_ bytes: some Collection<UInt8>) throws(Errno) { try SystemCalls.write(bytes, to: descriptor) }

  /// Returns when its contents are on the disk.
  func synchronize() throws(Errno) { try SystemCalls.synchronize(descriptor) }
}

/// Whose folder may be used.
///
/// Anyone who may write to a folder can put anything under any name in it at any time. juliareel changes nothing
/// elsewhere, since no link is followed; but what it finds there becomes part of a film.
enum FolderTrust: Hashable, Sendable {
  /// Ours.
  case owner
  /// Ours, or another user's if we are in its group and nobody else may write to it: that of a farm.
  case group

  /// The reason why `folder` is not used, to follow the folder's name and a colon; `nil` if it may be.
  func problem(with folder: borrowing OpenFolder, among partialFiles: PartialFiles) throws(Errno) -> String? {
    let status = try folder.status()
    if status.owner == SystemCalls.userID { return nil }
    // Some file systems give all files one owner, whoever creates them, or map root to nobody.
    if let owner = partialFiles.ownerOfNewFiles(in: folder), owner == status.owner { return nil }
    switch self {
    case .owner: return "it belongs to another user"
    case .group where status.isWritableByAll:
      return "it belongs to another user, and everybody may write into it"
    case .group where !SystemCalls.isMember(ofGroup: status.group):
      return "it belongs to another user, and to a group that this one is not in"
    case .group: return nil
    }
  }
}
