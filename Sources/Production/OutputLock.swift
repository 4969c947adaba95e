import Animation
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps two renders of the same output apart, by the system's lock (`flock`) on a file that says who holds it.
///
/// The system gives the lock back when its process ends, in whatever way: one that is left by a dead process holds nobody up.
struct OutputLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Attempts to lock a file that goes away while its holder ends.
  private static let mostAttempts = 100

  /// Takes the lock in `folder`; both are made where they are missing.
  ///
  /// - Parameter output: what is to be written meanwhile.
  /// - Throws: `ProductionError.inUse` where another process has it, `.cannotWrite` where there cannot be one.
  init(folder: SegmentFolder, output: String) throws(ProductionError) {
    for _ in 0..<Self.mostAttempts {
      guard mkdir(folder.path, 0o777) == 0 || errno == EEXIST else {
        throw .cannotWrite(path: folder.path, reason: "\(Errno(rawValue: errno))")
      }
      let file = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      if file < 0 {
        // The other render has just ended, and taken its folder away.
        if errno == ENOENT { continue }
        throw .cannotWrite(path: folder.lock, reason: "\(Errno(rawValue: errno))")
      }
      if flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        defer { close(file) }
        throw .inUse(path: output, holder: Self.holder(file))
      }
      // Some file systems know no locks; better a film without one than none. Some files are no longer what the path means.
      guard Self.isSame(file, folder.lock) else {
        close(file)
        continue
      }
      Self.sign(file)
      descriptor = file
      return
    }
    throw .inUse(path: output, holder: "another process")
  }

  deinit { close(descriptor) }

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
