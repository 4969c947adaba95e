import Animation
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file on its way: it is written under a passing name beside the final one, and takes that only when it is complete.
///
/// So nothing under the final name is ever half a film, and what was there before stays until it is replaced. A pending
/// file that is dropped uncommitted is removed.
package struct PendingFile: ~Copyable {
  /// The name the file will have.
  package let path: String
  /// The name it has until then; in the same file system, because only within one a rename is atomic.
  package let partialPath: String

  private let partialFiles: PartialFiles
  private var isCommitted = false

  /// Makes the file, empty, under its passing name, which tells whether it can be made at all.
  ///
  /// - Parameter passingFolder: where it is until then, a folder beside the file or below; its own folder unless something else is
  ///   given.
  /// - Throws: where `path` is a folder, or its folder is missing, is none, or takes no new file.
  package init(path: String, among partialFiles: PartialFiles, passingFolder: String? = nil) throws(ProductionError) {
    try Self.requirePlace(for: path)
    do throws(Errno) {
      partialPath = try partialFiles.create(in: passingFolder ?? Self.folder(of: path))
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    self.path = path
    self.partialFiles = partialFiles
  }

  deinit {
    if !isCommitted { partialFiles.remove(partialPath) }
  }

  /// Gives the file its final name, after its contents have reached the disk.
  package consuming func commit() throws(ProductionError) {
    // Opened beforehand, because nothing may fail once the file has its name.
    let folder = try? FileDescriptor.open(FilePath(Self.folder(of: path)), .readOnly)
    do {
      try Self.synchronize(FileDescriptor.open(FilePath(partialPath), .readOnly))
      try partialFiles.rename(partialPath, to: path)
    } catch {
      try? folder?.close()
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    isCommitted = true
    // The new name is an entry of the folder. Some folders cannot be opened or synchronised, and lose no film by it.
    if let folder { try? Self.synchronize(folder) }
  }

  /// Writes the whole contents and commits.
  package consuming func commit(_ bytes: [UInt8]) throws(ProductionError) {
    do {
      let file = try FileDescriptor.open(FilePath(partialPath), .writeOnly)
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    try commit()
  }

  /// Sees to it that `path` may become a file, as far as that can be known without making one.
  static func requirePlace(for path: String) throws(ProductionError) {
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotWrite(path: path, reason: "it is a folder")
    }
    let folder = folder(of: path)
    if stat(folder, &status) != 0 {
      throw .cannotWrite(path: path, reason: "the folder \(folder.oneLine): \(Errno(rawValue: errno))")
    }
    if status.st_mode & S_IFMT != S_IFDIR {
      throw .cannotWrite(path: path, reason: "\(folder.oneLine) is no folder")
    }
    // Both would come to light no earlier than with the final name, after all frames.
    if access(folder, W_OK | X_OK) != 0 {
      throw .cannotWrite(path: path, reason: "the folder \(folder.oneLine): \(Errno(rawValue: errno))")
    }
    if lstat(path, &status) != 0 && errno == ENAMETOOLONG {
      throw .cannotWrite(path: path, reason: "\(Errno.fileNameTooLong)")
    }
  }

  private static func synchronize(_ descriptor: FileDescriptor) throws {
    try descriptor.closeAfter {
      guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
  }

  /// The folder that `path` names a file in.
  static func folder(of path: String) -> String {
    let folder = FilePath(path).removingLastComponent().string
    return folder.isEmpty ? "." : folder
  }
}
