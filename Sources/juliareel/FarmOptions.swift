import ArgumentParser
import Production

/// A plan, and the resources for rendering its chunks.
struct FarmOptions: ParsableArguments {
  @Argument(help: "A plan written by 'juliareel plan'.", completion: .file(extensions: ["json"]))
  var plan: String

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var memory: MemoryOptions

  @OptionGroup var progress: ProgressOptions
  @OptionGroup var noSize: NoSizeOptions

  /// The plan.
  func load() throws -> FarmPlan { try FarmPlan(json: PresetSource.plan(plan), name: plan.oneLine) }

  /// The production of `plan`'s film.
  func production(of plan: FarmPlan) throws -> FarmProduction {
    var options = RenderingOptions(workerCount: workers.count)
    memory.apply(to: &options)
    return try FarmProduction(plan, planFile: self.plan, options: options)
  }

  /// Runs `work` while showing progress and listening to signals.
  func supervising(
    _ work: (ProgressPrinter, Interruption, PartialFiles) throws -> ProductionReport
  ) throws -> ProductionReport {
    let interruption = Interruption()
    let partialFiles = PartialFiles()
    let signals = try TerminationSignals(
      asking: interruption, partialFiles: partialFiles,
      firstWords: TerminationSignals.finishingSegments)
    defer { signals.stop() }
    let printer = ProgressPrinter(style: progress.style)
    defer { printer.finish() }
    let report = try work(printer, interruption, partialFiles)
    if report.isSuspended {
      printer.finish()
      throw Failure(.interrupted, "\(report.interruption): the same command resumes")
    }
    return report
  }
}
