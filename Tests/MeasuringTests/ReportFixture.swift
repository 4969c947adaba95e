import Animation
import Measuring

/// Reports made of given times.
enum ReportFixture {
  /// The measurement of ten frames whose runs took `seconds` each with two workers, busy throughout, of which they had
  /// a processor in the `share` given.
  static func measurement(
    _ stage: StageMeasurement.Stage, _ strategy: StrategyName = .stealing, threads: Int = 2, seconds: [Double],
    share: Double = 1
  ) -> StageMeasurement {
    let runs = seconds.map { seconds in
      let worker = WorkerTally(tiles: 5, busySeconds: seconds, processorSeconds: share * seconds)
      return MeasuredRun(
        elapsedSeconds: seconds, processorSeconds: share * seconds * Double(threads), peakResidentBytes: 1 << 20,
        workers: Array(repeating: worker, count: threads))
    }
    return StageMeasurement(stage: stage, strategy: strategy, threads: threads, frames: 10, runs: runs)
  }

  /// A film called `name` with `measurements`.
  static func film(
    _ measurements: [StageMeasurement], name: String = "t", title: String = "T"
  ) throws -> BenchmarkReport.Film {
    let document = #"{ "version": 1, "title": "\#(title)", "duration": 1, "c": [0, 1], "output": { "frameRate": 10 } }"#
    let workload = try RenderingWorkload(
      preset: Preset.load(bytes: Array(document.utf8), name: name), frames: 2..<5, instructionSet: .baseline)
    return BenchmarkReport.Film(preset: name, workload: workload, measurements: measurements)
  }

  /// The report of `films`.
  static func report(
    _ films: [BenchmarkReport.Film], commit: String = "abc", headline: Headline? = nil
  ) -> BenchmarkReport {
    BenchmarkReport(
      films: films, libraries: [:], program: "1.2.3", commit: commit, headline: headline, loadBefore: 0.5)
  }
}
