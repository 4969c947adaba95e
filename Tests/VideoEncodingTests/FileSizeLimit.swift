import Foundation

/// The system's limit on the size of files that this process writes: a full disk of our own making.
///
/// For the process of an exit test only, since it cannot be told from other tests' files.
enum FileSizeLimit {
  static func set(bytes: UInt) {
    // Without this the system ends the process before the write can fail.
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    limit.rlim_cur = rlim_t(bytes)
    limit.rlim_max = rlim_t(bytes)
    #if os(Linux)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
      setrlimit(RLIMIT_FSIZE, &limit)
    #endif
  }
}
