import Animation
import ArgumentParser
import Benchmarking
import Foundation
import Measuring
import Production

/// `juliareel bench`: how fast this machine makes films, and what limits it.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures frames per second, stage by stage, and says what limits them.",
    discussion: """
      Measures field, shading, rendering, encoder and whole film, with and without anti-aliasing, scaling over threads, and \
      strategies for spreading work over them. Results go to stdout, progress to stderr.
      """)

  @OptionGroup var options: BenchmarkOptions
  @OptionGroup(title: "Untrusted presets") var trust: UntrustedOptions

  func run() throws {
    try Failure.reporting {
      if let comparison = try options.comparison() {
        try StandardOutput.print(comparison)
      } else {
        try measure()
      }
    }
  }

  private func measure() throws {
    let cases = try BenchmarkSuite.cases(options) { preset, overrides in
      let located = try PresetSource.load(preset, overrides: overrides, bounds: trust.bounds)
      try trust.bounds?.check(located)
      return (located.preset, located.name)
    }
    let partialFiles = PartialFiles()
    let signals = try TerminationSignals(partialFiles: partialFiles)
    defer { signals.stop() }
    var file: PendingFile?
    if let json = options.json { file = try PendingFile(path: json, among: partialFiles) }
    var page: PendingFile?
    if let html = options.html { page = try PendingFile(path: html, among: partialFiles) }
    let progress = BenchmarkProgress()
    // On errors too, before their message is printed.
    defer { progress.finish() }

    let benchmark = Benchmark(options, processes: ShareCommand.processes)
    let encoding = EncodingBenchmark(threadCounts: options.threadCounts, partialFiles: partialFiles)
    let films = try benchmark.films(of: cases, more: encoding.items, progress: progress.show)
    let report = BenchmarkReport(
      films: films, libraries: encoding.libraries, program: ProgramVersion.current, commit: SourceRevision.current,
      headline: BenchmarkSuite.headline(of: films, options), loadBefore: benchmark.loadBefore)
    progress.finish()
    try StandardOutput.print(ReportText(report, isMarkdown: options.markdown).text)
    if let file { try file.commit(Array(report.json())) }
    if let page { try page.commit(Array(ReportPage(report).html.utf8)) }
  }
}

/// The bar of a benchmark, on a terminal only.
private final class BenchmarkProgress {
  private var hasBar = false

  func show(done: Int, total: Int, words: String) {
    guard Terminal.isPresent else { return }
    let bar = ProgressBar(done: done, total: total, words: words, stage: "")
    StandardError.write("\(Terminal.clearLine)\(bar.line(columns: Terminal.columns))")
    hasBar = true
  }

  /// Removes the bar.
  func finish() {
    if hasBar { StandardError.write(Terminal.clearLine) }
    hasBar = false
  }
}
