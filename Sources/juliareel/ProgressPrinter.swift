import Animation
import ArgumentParser
import Foundation
import Production

/// How progress is shown.
enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
  case auto, bar, json, none
}

/// The option that chooses it.
struct ProgressOptions: ParsableArguments {
  @Option(
    name: .customLong("progress"),
    help: "How progress is shown on stderr; auto is a bar on a terminal and lines elsewhere.")
  var style: ProgressStyle = .auto
}

/// Shows a film's progress on stderr, rarely enough to cost nothing.
final class ProgressPrinter: FilmProgressReporting {
  private enum Form { case bar, lines, json, silent }

  /// Seconds without a line after which a reader of the log would wonder.
  private static let longestSilence = 30.0

  private let form: Form
  /// What is being done, to stand before the words; empty where that is clear.
  private let title: String
  private var lastSecond = -Double.infinity
  private var lastTenth = 0
  private var hasBar = false

  init(style: ProgressStyle, title: String = "") {
    self.title = title.isEmpty ? "" : "\(title): "
    switch style {
    case .auto: form = Terminal.isPresent ? .bar : .lines
    case .bar: form = .bar
    case .json: form = .json
    case .none: form = .silent
    }
  }

  func report(_ progress: FilmProgress) {
    switch form {
    case .bar: if isDue(progress, everySeconds: 0.1) { drawBar(progress) }
    case .lines: printLine(progress)
    case .json: if isDue(progress, everySeconds: 0.25) { StandardError.print(json(progress)) }
    case .silent: break
    }
  }

  /// Removes the bar, so that the next output starts on a clean line.
  func finish() {
    if hasBar { StandardError.write(Terminal.clearLine) }
    hasBar = false
  }

  private func isDue(_ progress: FilmProgress, everySeconds interval: Double) -> Bool {
    guard progress.elapsedSeconds - lastSecond >= interval || progress.finishedFrames == progress.frameCount else {
      return false
    }
    lastSecond = progress.elapsedSeconds
    return true
  }

  private func drawBar(_ progress: FilmProgress) {
    let bar = ProgressBar(
      done: progress.finishedFrames, total: progress.frameCount, words: words(progress),
      stage: "(\(progress.limitingStage.rawValue) limits)")
    // Queried each time, because windows are resized.
    StandardError.write("\(Terminal.clearLine)\(bar.line(columns: Terminal.columns))")
    hasBar = true
  }

  /// At the start, at each tenth of the film, and when it would be silent for too long.
  private func printLine(_ progress: FilmProgress) {
    let tenth = 10 * progress.finishedFrames / progress.frameCount
    guard tenth > lastTenth || progress.elapsedSeconds - lastSecond >= Self.longestSilence else { return }
    lastTenth = tenth
    lastSecond = progress.elapsedSeconds
    StandardError.print(words(progress))
  }

  private func words(_ progress: FilmProgress) -> String {
    let frames = "\(title)frame \(progress.finishedFrames) of \(progress.frameCount)"
    guard progress.finishedFrames > 0, Text.isMeasurable(seconds: progress.elapsedSeconds) else { return frames }
    let rest = progress.remainingSeconds.map { ", \(Text.clock($0)) left" } ?? ""
    return "\(frames), \(Text.decimal(progress.framesPerSecond)) fps\(rest)"
  }

  /// One line, with keys in a readable order, which Foundation's encoder does not keep.
  private func json(_ progress: FilmProgress) -> String {
    JSONText.object([
      ("frame", "\(progress.finishedFrames)"), ("frames", "\(progress.frameCount)"),
      ("framesPerSecond", "\(progress.framesPerSecond)"), ("elapsedSeconds", "\(progress.elapsedSeconds)"),
      ("remainingSeconds", progress.remainingSeconds.map { "\($0)" } ?? "null"),
      ("limitingStage", JSONText.string(progress.limitingStage.rawValue)),
    ])
  }
}

/// Progress as one line of a terminal: a bar, words, and the limiting stage.
package struct ProgressBar {
  private static let longest = 24
  private static let shortest = 8

  private let done: Int
  private let total: Int
  private let words: String
  private let stage: String

  /// `done` of `total` (at least 1), described by `words`; `stage` comes last if there is room.
  package init(done: Int, total: Int, words: String, stage: String) {
    self.done = done
    self.total = total
    self.words = words
    self.stage = stage
  }

  /// The line for a terminal of `columns` characters, at least one shorter, because a full line would start a new one:
  /// first the bar is shortened, then the stage is dropped, then the bar, then the end of the words.
  package func line(columns: Int) -> String {
    let room = max(0, columns - 1)
    for tail in ["\(words) \(stage)", words] {
      let cells = min(Self.longest, room - tail.count - 1)
      if cells >= Self.shortest { return "\(bar(cells: cells)) \(tail)" }
    }
    return String(words.prefix(room))
  }

  private func bar(cells: Int) -> String {
    let full = cells * done / total
    return String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
  }
}

/// The terminal behind stderr.
enum Terminal {
  /// Clears the line and returns to its start.
  static let clearLine = "\r\u{1B}[K"

  /// `sentence`, replacing the current line if there is one.
  static func onCleanLine(_ sentence: String) -> String { (isPresent ? clearLine : "") + sentence }

  /// Whether there is one on which a line can be redrawn.
  static var isPresent: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Its width in characters; 80 if unknown.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
