import HostSystem
import Measuring

/// Measures cases, each thing once in every round, so that temporary slowdowns of the machine affect all equally.
package struct Benchmark {
  /// One thing to measure.
  package struct Item {
    let stage: StageMeasurement.Stage
    let strategy: StrategyName?
    let threads: Int
    let frames: Int
    let measure: () throws -> MeasuredRun

    /// The measurement of `stage` over `frames` frames with `threads` workers, by calling `measure` once for each run.
    package init(
      stage: StageMeasurement.Stage, strategy: StrategyName?, threads: Int, frames: Int,
      measure: @escaping () throws -> MeasuredRun
    ) {
      self.stage = stage
      self.strategy = strategy
      self.threads = threads
      self.frames = frames
      self.measure = measure
    }

    /// Its name in the progress.
    var words: String {
      let plan = stage == .render ? strategy.map { " \($0.rawValue)" } ?? "" : ""
      return "\(stage.rawValue)\(plan), \(threads) thread\(threads == 1 ? "" : "s")"
    }
  }

  private let options: BenchmarkOptions
  private let processes: Processes
  /// The load of the last minute before anything was measured.
  package let loadBefore: Double?

  /// A benchmark with `options`; `processes` starts this program's children.
  package init(_ options: BenchmarkOptions, processes: Processes) {
    self.options = options
    self.processes = processes
    loadBefore = SystemLoad.lastMinute
  }

  /// Measures all cases.
  ///
  /// - Parameters:
  ///   - more: further things to measure for a case, such as the encoder; called when the case begins.
  ///   - progress: receives before each step the number of finished steps, their total, and the next step.
  /// - Throws: the first error of a measurement.
  package func films(
    of cases: [BenchmarkSuite.Case], more: (RenderingWorkload) throws -> [Item] = { _ in [] },
    progress: (_ done: Int, _ total: Int, _ words: String) -> Void
  ) throws -> [BenchmarkReport.Film] {
    var films: [BenchmarkReport.Film] = []
    for (index, (name, workload)) in cases.enumerated() {
      let items = renderingItems(workload) + (try more(workload))
      var runs = items.map { _ in [MeasuredRun]() }
      for round in 0..<options.runs {
        for (number, item) in items.enumerated() {
          let done = (index * options.runs + round) * items.count + number
          progress(
            done, cases.count * options.runs * items.count,
            "\(name): \(item.words), run \(round + 1) of \(options.runs)")
          runs[number].append(try item.measure())
        }
      }
      let measurements = zip(items, runs).map { item, runs in
        StageMeasurement(
          stage: item.stage, strategy: item.strategy, threads: item.threads, frames: item.frames, runs: runs)
      }
      films.append(BenchmarkReport.Film(preset: name, workload: workload, measurements: measurements))
    }
    return films
  }

  /// The stages and the strategies at the largest number of workers, and work stealing at the others.
  private func renderingItems(_ workload: RenderingWorkload) -> [Item] {
    let threadCounts = options.threadCounts
    guard let most = threadCounts.last else { return [] }
    let stages: [(RenderingStage, StageMeasurement.Stage)] = [
      (.field, .field), (.shade, .shade), (.shadeAndConvert, .shadeAndConvert),
    ]
    var items = stages.map { part, stage in
      Item(stage: stage, strategy: .stealing, threads: most, frames: workload.frames.count) {
        try part.measure(workload, workerCount: most)
      }
    }
    items += antialiasedItems(workload, threads: most)
    items += options.strategies.map { name in rendering(workload, name, threads: name == .oneThread ? 1 : most) }
    items += threadCounts.dropLast().map { rendering(workload, .stealing, threads: $0) }
    return items
  }

  /// Rendering with the film's anti-aliasing, if it has one.
  private func antialiasedItems(_ workload: RenderingWorkload, threads: Int) -> [Item] {
    guard let antialiased = workload.antialiased else { return [] }
    return [
      Item(stage: .renderAntialiased, strategy: .stealing, threads: threads, frames: workload.frames.count) {
        try Stealing().render(antialiased, workerCount: threads).run
      }
    ]
  }

  private func rendering(_ workload: RenderingWorkload, _ name: StrategyName, threads: Int) -> Item {
    let strategy = name.strategy(processes: processes)
    return Item(stage: .render, strategy: name, threads: threads, frames: workload.frames.count) {
      try strategy.render(workload, workerCount: threads).run
    }
  }
}
