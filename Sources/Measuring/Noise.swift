/// How far a benchmark's figures can be trusted: how much runs of the same thing differ, and what others took.
package struct Noise: Codable, Hashable, Sendable {
  /// Slowest minus fastest run in percent of the median, of the middle one of all things measured; `nil` for one run.
  package let typicalSpreadPercent: Double?
  /// The same of the thing whose runs differ most.
  package let largestSpreadPercent: Double?
  /// Percentage of the workers' time in which they had work, but others had the processor; `nil` if no workers were
  /// measured.
  package let takenPercent: Double?
  /// The load of the last minute before the first run; `nil` where the system does not tell.
  package let loadBefore: Double?
  /// The load of the last minute after the last run, this benchmark's own included.
  package let loadAfter: Double?

  /// The noise of `films`, measured between the two loads.
  package init(_ films: [BenchmarkReport.Film], loadBefore: Double?, loadAfter: Double?) {
    let measurements = films.flatMap(\.measurements)
    let spreads = measurements.filter { $0.runs.count > 1 }.map { measurement in
      let time = measurement.millisecondsPerFrame
      return 100 * (time.maximum - time.minimum) / time.median
    }
    typicalSpreadPercent = spreads.isEmpty ? nil : Spread(spreads).median
    largestSpreadPercent = spreads.max()
    takenPercent = Self.taken(measurements)
    self.loadBefore = loadBefore
    self.loadAfter = loadAfter
  }

  /// Over all runs without encoders, whose own threads a worker may wait for.
  private static func taken(_ measurements: [StageMeasurement]) -> Double? {
    var (workers, displaced) = (0.0, 0.0)
    for measurement in measurements {
      for run in measurement.runs where run.workers.contains(where: { $0.busySeconds > 0 && $0.encodingSeconds == 0 }) {
        guard run.workers.allSatisfy({ $0.encodingSeconds == 0 }) else { continue }
        workers += Double(measurement.threads) * run.elapsedSeconds
        displaced += run.workers.reduce(0) { $0 + max(0, $1.busySeconds - $1.processorSeconds) }
      }
    }
    return workers > 0 ? 100 * displaced / workers : nil
  }

  /// The judgement.
  package enum Verdict: String, Hashable, Sendable {
    /// Within five percent.
    case calm
    /// Within fifteen.
    case unsteady
    /// Beyond.
    case noisy
  }

  /// The judgement, by the worse of the typical spread and what others took.
  package var verdict: Verdict {
    switch max(typicalSpreadPercent ?? 0, takenPercent ?? 0) {
    case ...5: .calm
    case ...15: .unsteady
    default: .noisy
    }
  }

  /// In the form `runs of the same thing differ by 3 % (at most 9 %), others took 1 % of the workers' time, load 0.21
  /// before and 1.90 after: the machine was calm`.
  package var sentence: String {
    var facts: [String] = []
    if let typical = typicalSpreadPercent, let largest = largestSpreadPercent {
      facts.append("runs of the same thing differ by \(Figure.percent(typical)) (at most \(Figure.percent(largest)))")
    } else {
      facts.append("one run shows no spread")
    }
    if let takenPercent { facts.append("others took \(Figure.percent(takenPercent)) of the workers' time") }
    if let loadBefore, let loadAfter {
      facts.append("load \(Figure.text(loadBefore)) before and \(Figure.text(loadAfter)) after")
    }
    let judgement =
      switch verdict {
      case .calm: "the machine was calm"
      case .unsteady: "the machine was unsteady, trust ratios of this report more than its figures"
      case .noisy: "the machine was noisy, do not quote these figures"
      }
    return "\(facts.joined(separator: ", ")): \(judgement)"
  }
}
