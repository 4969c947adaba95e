#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one way to read files: only regular ones, never more bytes than that kind of file may have, never waiting.
///
/// Files may be untrusted: a pipe under a file's name would never end, a device would take all memory, and a sparse
/// file of a terabyte takes no room on a disk.
package enum FileContents {
  /// The reason why a file was not read.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    /// There is nothing under that name.
    case missing
    /// The system reported an error with this number.
    case system(Int32)
    /// It is not a regular file, but, for example, "a folder".
    case notRegular(String)
    /// It has more bytes than the given limit.
    case tooLarge(byteLimit: Int)

    /// A part of a sentence that begins with the file's name and a colon.
    package var description: String {
      switch self {
      case .missing: "no such file"
      case .system(let number): String(cString: strerror(number))
      case .notRegular(let kind): "\(kind), not a regular file"
      case .tooLarge(let byteLimit): "larger than \(Self.text(byteLimit)), the limit for such files"
      }
    }

    private static func text(_ byteCount: Int) -> String {
      byteCount >= 1 << 20 && byteCount % (1 << 20) == 0
        ? "\(byteCount >> 20) MiB" : byteCount % 1024 == 0 ? "\(byteCount >> 10) KiB" : "\(byteCount) bytes"
    }
  }

  /// Everything in the regular file at `path`.
  ///
  /// - Parameters:
  ///   - path: a path; links in it are followed, but the last one only with `followsLink`.
  ///   - folder: the descriptor of a folder that a relative path starts from; the working folder unless given.
  ///   - byteLimit: the most that such a file may have.
  /// - Complexity: reads the file once; no more than `byteLimit` bytes are held.
  package static func read(
    _ path: String, in folder: Int32? = nil, followsLink: Bool = true, byteLimit: Int
  ) throws(Failure) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = openat(folder ?? AT_FDCWD, path, flags)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .system(errno) }
    defer { close(descriptor) }
    let byteCount = try sizeOfRegularFile(descriptor)
    guard byteCount <= byteLimit else { throw .tooLarge(byteLimit: byteLimit) }
    return try readToEnd(of: descriptor, expecting: byteCount, byteLimit: byteLimit)
  }

  /// Everything up to the end of what `descriptor` is open for, which may be a pipe such as the standard input. It may
  /// wait.
  ///
  /// - Complexity: no more than `byteLimit` bytes are held.
  package static func readToEnd(of descriptor: Int32, byteLimit: Int) throws(Failure) -> [UInt8] {
    try readToEnd(of: descriptor, expecting: 0, byteLimit: byteLimit)
  }

  /// The size of what `descriptor` is open for, as far as the system tells it.
  static func sizeOfRegularFile(_ descriptor: Int32) throws(Failure) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(kind(ofMode: status.st_mode)) }
    return Int(status.st_size)
  }

  static func readToEnd(of descriptor: Int32, expecting: Int, byteLimit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(expecting, byteLimit))
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readPart(descriptor, &part)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EISDIR { throw .notRegular("a folder") }
        throw .system(errno)
      }
      guard bytes.count + count <= byteLimit else { throw .tooLarge(byteLimit: byteLimit) }
      bytes += part[..<count]
    }
  }

  private static func readPart(_ descriptor: Int32, _ part: inout [UInt8]) -> Int {
    part.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
  }

  /// What a file of `mode` is, in words.
  private static func kind(ofMode mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFLNK: "a link"
    case S_IFCHR, S_IFBLK: "a device"
    default: "something else"
    }
  }
}

/// The system's call, which the methods of the same name hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
