import ArgumentParser
import Production

/// A plan, and with what its chunks are made.
struct FarmOptions: ParsableArguments {
  @Argument(help: "A plan that 'juliareel plan' has written.", completion: .file(extensions: ["json"]))
  var plan: String

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var memory: MemoryOptions

  @Option(help: "How progress is shown on stderr; auto is a bar on a terminal and lines elsewhere.")
  var progress: ProgressStyle = .auto

  /// The plan.
  func load() throws -> FarmPlan { try FarmPlan(json: PresetSource.plan(plan), name: plan.oneLine) }

  /// What makes the film of `plan`.
  func production(of plan: FarmPlan) throws -> FarmProduction {
    var options = RenderingOptions(workerCount: workers.count)
    memory.apply(to: &options)
    return try FarmProduction(plan, planFile: self.plan, options: options)
  }

  /// Has `work` done with progress shown, and listens to signals meanwhile.
  func supervising(
    _ work: (ProgressPrinter, Interruption, PartialFiles) throws -> ProductionReport
  ) throws -> ProductionReport {
    let interruption = Interruption()
    let partialFiles = PartialFiles()
    let signals = TerminationSignals(
      asking: interruption, partialFiles: partialFiles,
      firstWords: "finishing the segments that have begun; once more ends at once")
    defer { signals.stop() }
    let printer = ProgressPrinter(style: progress)
    defer { printer.finish() }
    let report = try work(printer, interruption, partialFiles)
    if report.isSuspended {
      printer.finish()
      throw Failure(
        .interrupted,
        "interrupted: of \(Text.count(report.requestedFrames, "frame")) \(report.finishedFrames) are finished and kept: "
          + "the same command goes on from there")
    }
    return report
  }

  /// Tells what is no error.
  static func notice(_ sentence: String) { StandardError.print(Terminal.onCleanLine(sentence)) }
}
