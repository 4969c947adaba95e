import ArgumentParser
import Production

/// A plan, and with what its chunks are made.
struct FarmOptions: ParsableArguments {
  @Argument(help: "A plan that 'juliareel plan' has written.", completion: .file(extensions: ["json"]))
  var plan: String

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var memory: MemoryOptions

  @OptionGroup var progress: ProgressOptions

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
