import CFFmpeg

/// libav's own messages.
enum LibAVLog {
  /// Silences them, once in the life of the process: a failure is told by the one `LibAVError` it ends in, and lines
  /// that the library writes to the terminal beside it would tear the progress display.
  static let silence: Void = av_log_set_level(AV_LOG_QUIET)
}
