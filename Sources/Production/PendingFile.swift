import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file on its way: it is written under a name beside the final one and takes that name only when it is complete.
///
/// So nothing under the final name is ever half a film, and what was there before stays until it is replaced. A pending
/// file that is dropped uncommitted is removed.
package struct PendingFile: ~Copyable {
  /// The name the file will have.
  package let path: String
  /// The name it has until then; in the same folder, because only within a file system a rename is atomic.
  package let partialPath: String

  private var isCommitted = false

  /// Prepares to write `path`; nothing is created yet.
  ///
  /// - Throws: where `path` is a folder, or its folder is missing or is none.
  package init(path: String) throws(ProductionError) {
    self.path = path
    partialPath = path + ".part"
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotWrite(path: path, reason: "it is a folder")
    }
    let folder = Self.folder(of: path)
    if stat(folder, &status) != 0 {
      throw .cannotWrite(path: path, reason: "the folder \(folder): \(Errno(rawValue: errno))")
    }
    if status.st_mode & S_IFMT != S_IFDIR {
      throw .cannotWrite(path: path, reason: "\(folder) is no folder")
    }
  }

  deinit {
    if !isCommitted { unlink(partialPath) }
  }

  /// Gives the file its final name, after its contents have reached the disk.
  package consuming func commit() throws(ProductionError) {
    do {
      let file = try FileDescriptor.open(FilePath(partialPath), .readOnly)
      try Self.synchronize(file)
      guard rename(partialPath, path) == 0 else { throw Errno(rawValue: errno) }
      isCommitted = true
      // The new name itself is an entry of the folder, and has to reach the disk like the contents.
      try Self.synchronize(try FileDescriptor.open(FilePath(Self.folder(of: path)), .readOnly))
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
  }

  /// Writes a whole file: all of `bytes`, or an error and no trace.
  package static func write(_ bytes: [UInt8], to path: String) throws(ProductionError) {
    let pending = try PendingFile(path: path)
    do {
      let file = try FileDescriptor.open(
        FilePath(pending.partialPath), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    try pending.commit()
  }

  private static func synchronize(_ descriptor: FileDescriptor) throws {
    try descriptor.closeAfter {
      guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
  }

  private static func folder(of path: String) -> String {
    FilePath(path).removingLastComponent().string.isEmpty ? "." : FilePath(path).removingLastComponent().string
  }
}
