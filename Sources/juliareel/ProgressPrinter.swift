import ArgumentParser
import Foundation
import Production

/// How progress is shown.
enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
  case auto, bar, json, none
}

/// Shows a film's progress on stderr, seldom enough to cost nothing.
final class ProgressPrinter: FilmProgressReporting {
  private enum Form { case bar, lines, json, silent }

  private let form: Form
  private var lastSecond = -Double.infinity
  private var lastTenth = 0
  private var hasBar = false

  init(style: ProgressStyle) {
    let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    switch style {
    case .auto: form = isTerminal ? .bar : .lines
    case .bar: form = .bar
    case .json: form = .json
    case .none: form = .silent
    }
  }

  func report(_ progress: FilmProgress) {
    switch form {
    case .bar: if isDue(progress, everySeconds: 0.1) { drawBar(progress) }
    case .lines: printTenths(progress)
    case .json: if isDue(progress, everySeconds: 0.25) { StandardError.print(json(progress)) }
    case .silent: break
    }
  }

  /// Takes the bar away; what comes next begins on a clean line.
  func finish() {
    if hasBar { StandardError.write("\r\u{1B}[K") }
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
    let cells = 24
    let full = cells * progress.finishedFrames / progress.frameCount
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
    StandardError.write("\r\(bar) \(words(progress)) (\(progress.limitingStage.rawValue) limits)\u{1B}[K")
    hasBar = true
  }

  private func printTenths(_ progress: FilmProgress) {
    let tenth = 10 * progress.finishedFrames / progress.frameCount
    guard tenth > lastTenth else { return }
    lastTenth = tenth
    StandardError.print(words(progress))
  }

  private func words(_ progress: FilmProgress) -> String {
    let rest = progress.remainingSeconds.map { ", \(Text.clock($0)) left" } ?? ""
    return
      "frame \(progress.finishedFrames) of \(progress.frameCount), \(Text.decimal(progress.framesPerSecond)) fps\(rest)"
  }

  private func json(_ progress: FilmProgress) -> String {
    let rest = progress.remainingSeconds.map { "\($0)" } ?? "null"
    return "{\"frame\":\(progress.finishedFrames),\"frames\":\(progress.frameCount),"
      + "\"framesPerSecond\":\(progress.framesPerSecond),\"elapsedSeconds\":\(progress.elapsedSeconds),"
      + "\"remainingSeconds\":\(rest),\"limitingStage\":\"\(progress.limitingStage.rawValue)\"}"
  }
}
