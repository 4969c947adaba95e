import Foundation

/// The terminal behind stderr.
enum Terminal {
  /// Takes what stands in the line away and goes back to its start.
  static let clearLine = "\r\u{1B}[K"

  /// `sentence`, in the place of what stands in the line if there is one.
  static func onCleanLine(_ sentence: String) -> String { (isPresent ? clearLine : "") + sentence }

  /// Whether there is one that a line can be drawn on again and again.
  static var isPresent: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Its width in characters; 80 where nobody knows.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
