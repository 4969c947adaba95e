import CFFmpeg
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The messages of libav and the encoders behind it. None goes to the terminal, where it would break the progress
/// display: the last error message is kept here for the resulting `LibAVError`.
///
/// libav reports a message on the thread that it comes from, mostly the caller's. It belongs to the next failure on
/// that thread, and is discarded when a call succeeds there. Encoders also have their own threads: if the failing
/// thread has no message, the last one from any other thread whose source the operation names, such as the encoder, is
/// used. Any number of threads may do this at once.
enum LibAVLog {
  private struct Line {
    let thread: UInt
    let source: String
    let text: String
  }

  /// The latest unclaimed error messages, newest last.
  private static let recent = Mutex<[Line]>([])
  /// Messages of ended threads would otherwise stay forever.
  private static let mostLines = 256
  /// The most characters of a message: it is a remark within a sentence.
  private static let longestText = 200

  /// Redirects them from the terminal, once per process.
  ///
  /// SVT-AV1 bypasses libav; its log level is an environment variable, which the user may have set. So does x265, whose
  /// options turn this off.
  static let silence: Void = {
    av_log_set_level(AV_LOG_QUIET)
    cffmpeg_set_log_receiver { source, line in
      guard let source, let line else { return }
      LibAVLog.keep(source: String(cString: source), line: String(cString: line))
    }
    setenv("SVT_LOG", "0", 0)
  }()

  /// Discards the messages of this thread's last call, which succeeded.
  static func forget() {
    let thread = cffmpeg_thread()
    recent.withLock { lines in
      if !lines.isEmpty { lines.removeAll { $0.thread == thread } }
    }
  }

  /// Takes the message about the failure of `operation` on this thread, such as `libx264 says: malloc failed`; `nil` if
  /// there is none.
  static func takeRemark(on operation: String) -> String? {
    let thread = cffmpeg_thread()
    let line = recent.withLock { lines -> Line? in
      let found =
        lines.last { $0.thread == thread } ?? lines.last { operation.split(separator: " ").contains($0.source[...]) }
      lines.removeAll { $0.thread == found?.thread }
      return found
    }
    return line.map { "\($0.source) says: \($0.text)" }
  }

  private static func keep(source: String, line: String) {
    let text = printable(line)
    guard !text.isEmpty else { return }
    let kept = Line(thread: cffmpeg_thread(), source: printable(source), text: text)
    recent.withLock { lines in
      if lines.count == mostLines { lines.removeFirst() }
      lines.append(kept)
    }
  }

  /// `message` as part of one line: it may quote an untrusted file.
  private static func printable(_ message: String) -> String {
    let text = String(
      String.UnicodeScalarView(
        message.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: " "
          default: scalar
          }
        }))
    let line = text.split(separator: " ").joined(separator: " ")
    let sentence = line.hasSuffix(".") ? String(line.dropLast()) : line
    return sentence.count <= longestText ? sentence : sentence.prefix(longestText - 1) + "…"
  }
}
