extension BenchmarkReport.Film {
  /// The measurements of each stage that was measured with several numbers of workers, in ascending order.
  var scalingCurves: [[StageMeasurement]] {
    StageMeasurement.Stage.allCases.compactMap { stage in
      let curve = measurements.filter { $0.stage == stage && $0.strategy == .stealing }
        .sorted { $0.threads < $1.threads }
      return curve.count > 1 ? curve : nil
    }
  }

  /// Rendering by each strategy, with the most threads; one thread where the strategy has no more.
  var comparedStrategies: [StageMeasurement] {
    let rendered = measurements.filter { $0.stage == .render }
    let most = rendered.map(\.threads).max()
    return StrategyName.allCases.compactMap { name in
      rendered.first { $0.strategy == name && ($0.threads == most || name == .oneThread) }
    }
  }

  /// The film in words, such as `classic-loop, 1280×720, frames 84..<132, avx512`.
  var title: String {
    "\(preset), \(width)×\(height), frames \(firstFrame)..<\(firstFrame &+ frames), \(instructionSet)"
  }
}
