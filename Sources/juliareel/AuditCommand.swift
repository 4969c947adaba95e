import Animation
import ArgumentParser
import Foundation
import HostSystem
import Production

/// `juliareel audit`: do the shortcuts change a pixel, and what do they save?
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Compares shortcuts with brute force, and says what they save.",
    discussion: """
      A sample of frames and tiles is computed without any shortcut, with each alone and with all together, and compared bit \
      for bit. A shortcut that is switched off is skipped. Where deep views can do without their shared prefix, it is switched off as well; \
      their counts agree but for rounding. The exit code is 70 if a pixel differs.
      """)

  @OptionGroup var source: PresetOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  @Option(
    help: ArgumentHelp(
      "Frames to compare, spread evenly over the film, or all. Default: as many as take some seconds, at most 12.",
      valueName: "n|all"))
  var frames: SampleAmountOption?

  @Option(
    help: ArgumentHelp(
      "Tiles of each frame, drawn in opposite pairs, or all. Default: as many as take some seconds, at most 24.",
      valueName: "n|all"))
  var tiles: SampleAmountOption?

  @Option(help: ArgumentHelp("Seed of the random choice of frames and tiles.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Writes the results as JSON.", valueName: "file.json"))
  var json: String?

  @OptionGroup var progress: ProgressOptions

  func run() throws {
    try Failure.reporting { try audit() }
  }

  private func audit() throws {
    let timeline = try FilmTimeline.measured(source.load(), workerCount: AvailableProcessors.count)
    let sample = try AuditSample(
      of: timeline, frames: frames?.amount ?? .quick, tiles: tiles?.amount ?? .quick, seed: seed)
    let production = try AuditProduction(timeline: timeline, sample: sample, options: work.options)
    if let json, FilePlace(json) == FilePlace(source.preset) {
      throw Failure(.usage, "--json: \(json.oneLine) is the preset")
    }

    let partialFiles = PartialFiles()
    let signals = try TerminationSignals(partialFiles: partialFiles)
    defer { signals.stop() }
    let printer = ProgressPrinter(style: progress.style)
    // On errors too, before their message is printed.
    defer { printer.finish() }

    var jsonFile: ReportFile?
    if let json { jsonFile = try ReportFile(path: json, partialFiles: partialFiles) }
    let report = try production.run(progress: printer)
    printer.finish()
    if let jsonFile { try jsonFile.write(report) }
    let text = AuditText(report)
    try StandardOutput.print(([text.table, text.verdict] + text.notes).joined(separator: "\n"))
    if let failure = text.failure { throw Failure(.internalError, failure) }
  }
}

/// A number, or `all`.
struct SampleAmountOption: ExpressibleByArgument {
  let amount: AuditSample.Amount

  init?(argument: String) {
    if argument == "all" {
      amount = .all
    } else if let count = Int(argument), count >= 1 {
      amount = .count(count)
    } else {
      return nil
    }
  }
}

/// An audit's report as text.
package struct AuditText {
  private let report: AuditReport

  /// The text of `report`.
  package init(_ report: AuditReport) {
    self.report = report
  }

  /// A line for each shortcut alone and one for all together, below a heading.
  package var table: String {
    let heading = ["shortcut", "pixels that differ", "iterations saved", "pixels copied", "pixels given up"]
    let lines = report.findings.map { finding in
      [
        finding.name, Text.grouped(finding.mismatchingPixels),
        Self.percent(finding.savedIterationsPercent), Text.grouped(finding.copiedPixels),
        Text.grouped(finding.givenUpPixels),
      ]
    }
    let widths = heading.indices.map { column in ([heading] + lines).map { $0[column].count }.max() ?? 0 }
    return ([heading] + lines).map { cells in
      zip(cells, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// Rounded down, so that 100 % means all and not almost all.
  private static func percent(_ number: Double) -> String {
    String(format: "%.1f %%", (number * 10).rounded(.down) / 10)
  }

  /// One sentence: what was compared, and whether it was equal.
  package var verdict: String {
    let compared =
      "\(Text.grouped(report.pixels)) pixels of \(Text.count(report.tiles, "tile")) in \(report.frames.count) of "
      + "\(Text.count(report.filmFrames, "frame")) of \(report.width)×\(report.height), compared bit for bit with "
      + "\(report.instructionSet), seed \(report.seed)"
    return report.failure == nil ? "No pixel differs: \(compared)." : "Pixels differ: \(compared)."
  }

  /// What else is to be said: of a formula without bounds, and of deep views.
  package var notes: [String] { [bounds, prefix].compactMap { $0 } }

  /// One sentence on a formula of which nothing is proven.
  private var bounds: String? {
    report.formulaWithoutBounds.map { name in
      "The \(name) has a memory, so no discs, blocks or cycles are known of it: orbits that do not escape are iterated to their ends."
    }
  }

  /// One sentence on the steps that orbits of deep views share; `nil` if the sample has none that it can do without.
  package var prefix: String? {
    report.prefix.map { prefix in
      "Without the shared prefix \(Text.grouped(prefix.differentCounts)) of \(Text.grouped(prefix.pixels)) pixels of deep views differ by more "
        + "than 0.01 steps, at most by \(String(format: "%.3g", prefix.largestDifference)), and "
        + "\(Text.grouped(prefix.differentVerdicts)) in whether they escape."
    }
  }

  /// The first pixel of the first shortcut that is wrong; `nil` if none is.
  package var failure: String? {
    if report.failure == nil, report.prefix?.isWrong == true {
      return "the shared prefix changes pictures by more than the rounding of doubles does"
    }
    guard let finding = report.failure, let pixel = finding.firstMismatch else { return nil }
    return "\(finding.name): frame \(pixel.frame), column \(pixel.column), row \(pixel.row) has \(pixel.shortcut), "
      + "brute force \(pixel.bruteForce)"
  }
}
