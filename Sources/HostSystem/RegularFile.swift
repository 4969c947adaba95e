#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A regular file open for reading: for contents that are read in several ways, or by another process, after a single
/// check.
package struct RegularFile: ~Copyable, Sendable {
  /// Lent while the file is open.
  package let descriptor: Int32
  /// Its size when it was opened.
  package let byteCount: Int

  private init(descriptor: Int32, byteCount: Int) {
    (self.descriptor, self.byteCount) = (descriptor, byteCount)
  }

  deinit { close(descriptor) }

  /// Opens the file at `path`, following links; never waits.
  package static func open(_ path: String) throws(FileContents.Failure) -> RegularFile {
    try open(path, in: AT_FDCWD, followsLink: true)
  }

  /// Opens the file to which `steps` lead from `folder`: names of folders and at last the file's own. No step may be a link, so that
  /// the file is in the folder; links in `folder` itself are followed.
  package static func open(_ steps: [String], beneath folder: String) throws(FileContents.Failure) -> RegularFile {
    var holder = try self.folder(folder, in: AT_FDCWD, followsLink: true)
    defer { close(holder) }
    for step in steps.dropLast() {
      let next = try self.folder(step, in: holder, followsLink: false)
      close(holder)
      holder = next
    }
    return try open(steps.last ?? "", in: holder, followsLink: false)
  }

  private static func open(
    _ path: String, in folder: Int32, followsLink: Bool
  ) throws(FileContents.Failure) -> RegularFile {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = openat(folder, path, flags)
    guard descriptor >= 0 else { throw failure(isLink: !followsLink && errno == ELOOP) }
    do throws(FileContents.Failure) {
      return RegularFile(descriptor: descriptor, byteCount: try FileContents.sizeOfRegularFile(descriptor))
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func folder(_ path: String, in folder: Int32, followsLink: Bool) throws(FileContents.Failure) -> Int32
  {
    let descriptor = openat(
      folder, path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else {
      var status = stat()
      let isLink = fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
      throw failure(isLink: !followsLink && isLink)
    }
    return descriptor
  }

  /// The reason why the last call opened nothing.
  private static func failure(isLink: Bool) -> FileContents.Failure {
    isLink ? .notRegular("a link") : errno == ENOENT ? .missing : .system(errno)
  }

  /// The first bytes of the file, `count` of them or all.
  package func beginning(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { room, initialized in
      initialized = max(pread(descriptor, room.baseAddress, count, 0), 0)
    }
  }

  /// Calls `body` with one part of the file after another, from its beginning.
  package func forEachPart(_ body: (UnsafeRawBufferPointer) -> Void) throws(FileContents.Failure) {
    var part = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while true {
      let count = part.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system(errno) }
      if count == 0 { return }
      part.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      offset += count
    }
  }

  /// All bytes of the file, from its beginning.
  ///
  /// - Complexity: no more than `byteLimit` bytes are held.
  package func contents(byteLimit: Int) throws(FileContents.Failure) -> [UInt8] {
    guard byteCount <= byteLimit else { throw .tooLarge(byteLimit: byteLimit) }
    lseek(descriptor, 0, SEEK_SET)
    return try FileContents.readToEnd(of: descriptor, expecting: byteCount, byteLimit: byteLimit)
  }
}
