import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// libav's own messages, and those of the encoders behind it.
enum LibAVLog {
  /// Silences them, once in the life of the process: a failure is told by the one `LibAVError` it ends in, and lines
  /// that the library writes to the terminal beside it would tear the progress display.
  ///
  /// SVT-AV1 writes past libav; its level is a variable of the environment, which the user may have set.
  static let silence: Void = {
    av_log_set_level(AV_LOG_QUIET)
    setenv("SVT_LOG", "0", 0)
  }()
}
