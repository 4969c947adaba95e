import Animation
import ArgumentParser
import HostSystem
import Production

/// `juliareel audit`: do the shortcuts change a pixel, and what do they save?
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Compares shortcuts with brute force, and says what they save.",
    discussion: """
      A sample of frames and tiles is computed without any shortcut, with each alone and with all together, and compared bit \
      for bit. A shortcut that is switched off is left out. The exit code is 70 where a pixel differs.
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
    let timeline = try Timeline.measured(source.load(), workerCount: AvailableProcessors.count)
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
    // On errors, too, before their sentence is printed.
    defer { printer.finish() }

    var jsonFile: ReportFile?
    if let json { jsonFile = try ReportFile(path: json, partialFiles: partialFiles) }
    let report = try production.run(progress: printer)
    printer.finish()
    if let jsonFile { try jsonFile.write(report) }
    let text = AuditText(report)
    try StandardOutput.print("\(text.table)\n\(text.verdict)")
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
