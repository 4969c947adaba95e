#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A film of this studio, open for sending, regardless of what its name refers to later.
final class OpenFilm: Sendable {
  let byteCount: Int
  private let descriptor: Int32

  private static let partByteCount = 1 << 18

  /// The film at `path`; `nil` if it is not a regular file.
  init?(path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      if descriptor >= 0 { close(descriptor) }
      byteCount = 0
      return nil
    }
    byteCount = Int(status.st_size)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Bytes from `start` on, within the size when the film was opened; `nil` if they cannot be read.
  func part(from start: Int) -> [UInt8]? {
    let size = min(Self.partByteCount, byteCount - start)
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      count = pread(descriptor, buffer.baseAddress, size, off_t(start))
      initialized = max(count, 0)
    }
    return count < 0 ? nil : bytes
  }
}
