import Animation
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps apart who makes the same output, or the same part of one, by the system's lock (`flock`) on a file that says who holds it.
///
/// The system gives the lock back when its process ends, in whatever way: one that is left by a dead process holds nobody up.
struct OutputLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Attempts to lock a file that goes away while its holder ends.
  private static let mostAttempts = 100

  /// Takes the lock in `folder`; both are made where they are missing.
  ///
  /// - Parameters:
  ///   - output: what is to be written meanwhile.
  ///   - isShared: whether others may have it at the same time that share it, too.
  /// - Throws: `ProductionError.inUse` where another process has it, `.cannotWrite` where there cannot be one.
  init(folder: SegmentFolder, output: String, isShared: Bool = false) throws(ProductionError) {
    descriptor = try Self.lock(folder.lock, in: folder, isShared: isShared, work: output)
  }

  /// Takes the lock of some of the segments of `output`, among those who share its own.
  init(folder: SegmentFolder, output: String, segments: Range<Int>) throws(ProductionError) {
    descriptor = try Self.lock(
      folder.lock(ofSegments: segments), in: folder, isShared: false,
      work: "\(output) from segment \(segments.lowerBound) to \(segments.upperBound - 1)")
  }

  deinit { close(descriptor) }

  /// Whether nobody shares the lock; then nobody will, as long as it is held.
  func isAlone() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  private static func lock(
    _ path: String, in folder: SegmentFolder, isShared: Bool, work: String
  ) throws(ProductionError) -> Int32 {
    for _ in 0..<mostAttempts {
      guard mkdir(folder.path, 0o777) == 0 || errno == EEXIST else {
        throw .cannotWrite(path: folder.path, reason: "\(Errno(rawValue: errno))")
      }
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      if file < 0 {
        // Whoever had it has just ended, and taken the folder away.
        if errno == ENOENT { continue }
        throw .cannotWrite(path: path, reason: "\(Errno(rawValue: errno))")
      }
      if flock(file, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        defer { close(file) }
        throw .inUse(path: work, holder: holder(file))
      }
      // Some file systems know no locks; better a film without one than none. Some files are no longer what the path means.
      guard isSame(file, path) else {
        close(file)
        continue
      }
      sign(file)
      return file
    }
    throw .inUse(path: work, holder: "another process")
  }

  private static func isSame(_ file: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
      && opened.st_dev == named.st_dev
  }

  /// Writes who holds the lock; where that fails, nobody learns who it is, and the lock holds all the same.
  private static func sign(_ file: Int32) {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let words = Array("process \(getpid()) on \(host)".utf8)
    _ = ftruncate(file, 0)
    _ = pwrite(file, words, words.count, 0)
  }

  private static func holder(_ file: Int32) -> String {
    var words = [UInt8](repeating: 0, count: 300)
    let count = pread(file, &words, words.count, 0)
    return count > 0 ? String(decoding: words.prefix(count), as: UTF8.self).oneLine : "another process"
  }
}
