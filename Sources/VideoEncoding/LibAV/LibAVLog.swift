import CFFmpeg
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// libav's own messages, and those of the encoders behind it. None goes to the terminal, where it would tear the progress display: the last one
/// about an error waits here for the `LibAVError` that the failure ends in.
///
/// libav gives a message on the thread that it comes from, mostly the one that called. It belongs to the next failure on that thread, and
/// is forgotten when a call succeeds there. Encoders also have threads of their own: where the failing thread has no message, the last one of any
/// other is taken whose source is named by the operation, such as the encoder. Any number of threads may do all of this at once.
enum LibAVLog {
  private struct Line {
    let thread: UInt
    let source: String
    let text: String
  }

  /// The last messages about errors that nobody has asked for yet, newest last.
  private static let recent = Mutex<[Line]>([])
  /// Messages of threads that have ended would stay for ever.
  private static let mostLines = 256
  /// The most characters of a message: it is a remark within a sentence.
  private static let longestText = 200

  /// Takes them from the terminal, once in the life of the process.
  ///
  /// SVT-AV1 writes past libav; its level is a variable of the environment, which the user may have set. So does x265, which is told not to.
  static let silence: Void = {
    av_log_set_level(AV_LOG_QUIET)
    cffmpeg_set_log_receiver { source, line in
      guard let source, let line else { return }
      LibAVLog.keep(source: String(cString: source), line: String(cString: line))
    }
    setenv("SVT_LOG", "0", 0)
  }()

  /// Forgets what this thread's last call said: it has succeeded.
  static func forget() {
    let thread = cffmpeg_thread()
    recent.withLock { lines in
      if !lines.isEmpty { lines.removeAll { $0.thread == thread } }
    }
  }

  /// What was said of the failure of `operation` on this thread, such as `libx264 says: malloc failed`, and forgets it; `nil` where nothing was.
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

  /// `message` as a part of one line: it may quote a file that a stranger has made.
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
