/// Two reports side by side: how fast the second machine, or program, is relative to the first.
package struct BenchmarkComparison: Sendable {
  /// A figure relative to another, with the range in which it may lie by the spread of both.
  package struct Ratio: Hashable, Sendable {
    /// The ratio of the medians.
    package let median: Double
    /// The second's slowest run relative to the first's fastest.
    package let minimum: Double
    /// The second's fastest run relative to the first's slowest.
    package let maximum: Double

    /// `second` relative to `first`, both positive.
    package init(_ first: Spread, _ second: Spread) {
      median = second.median / first.median
      minimum = second.minimum / first.maximum
      maximum = second.maximum / first.minimum
    }

    /// Whether the second is surely faster, surely slower, or neither, by the spread of the runs.
    package var verdict: String {
      if minimum > 1 { return "faster" }
      if maximum < 1 { return "slower" }
      return "within the spread"
    }
  }

  /// A thing that both reports have measured.
  package struct Row: Sendable {
    /// Its name: the stage, or the strategy of rendering.
    package let name: String
    /// The first report's measurement.
    package let first: StageMeasurement
    /// The second report's measurement.
    package let second: StageMeasurement

    /// Frames per second of the second relative to the first.
    package var speed: Ratio { Ratio(first.framesPerSecond, second.framesPerSecond) }
    /// Processor time per frame of the second relative to the first.
    package var processorTime: Ratio {
      Ratio(first.processorMillisecondsPerFrame, second.processorMillisecondsPerFrame)
    }
  }

  /// A film that both reports have measured.
  package struct Film: Sendable {
    /// The film in words, with both instruction sets if they differ.
    package let title: String
    /// What was measured in both, the stages and then the strategies.
    package let rows: [Row]
  }

  /// The films in both.
  package let films: [Film]
  /// Films in one of them only, in words.
  package let unmatched: [String]
  /// How machines, programs and conditions differ, a sentence each; empty if they are alike.
  package let differences: [String]
  /// Headlines of the same suite and version in both.
  package let headlines: (first: Headline, second: Headline)?
  /// The noise of both.
  package let noise: (first: Noise, second: Noise)

  /// The comparison of `second` with `first`. Films match if preset, size, frames and anti-aliasing are the same; among
  /// several of one film those with the same instruction set.
  package init(_ first: BenchmarkReport, _ second: BenchmarkReport) {
    var left = second.films
    var films: [Film] = []
    var unmatched: [String] = []
    for film in first.films {
      let candidates = left.indices.filter { left[$0].isSameFilm(as: film) }
      let others = first.films.filter { $0.isSameFilm(as: film) }
      let same = candidates.first { left[$0].instructionSet == film.instructionSet }
      guard let index = same ?? (others.count == 1 && candidates.count == 1 ? candidates.first : nil) else {
        unmatched.append("\(film.title), only in the first")
        continue
      }
      films.append(Film(film, left.remove(at: index)))
    }
    self.films = films
    self.unmatched = unmatched + left.map { "\($0.title), only in the second" }
    differences = MachineDifferences(first, second).sentences
    noise = (first.noise, second.noise)
    if let one = first.headline, let other = second.headline, one.name == other.name, one.version == other.version {
      headlines = (one, other)
    } else {
      headlines = nil
    }
  }
}

extension BenchmarkComparison.Film {
  init(_ first: BenchmarkReport.Film, _ second: BenchmarkReport.Film) {
    title =
      first.instructionSet == second.instructionSet
      ? first.title : "\(first.title) against \(second.instructionSet)"
    let stages = StageMeasurement.Stage.allCases.compactMap { stage in
      first.measurements.withMostThreads(stage).flatMap { one in
        second.measurements.withMostThreads(stage).map { other in
          BenchmarkComparison.Row(name: stage.rawValue, first: one, second: other)
        }
      }
    }
    let strategies = first.comparedStrategies.compactMap { one in
      second.comparedStrategies.first { $0.strategy == one.strategy && $0.strategy != .stealing }.map { other in
        BenchmarkComparison.Row(name: "render, \(one.strategy?.rawValue ?? "")", first: one, second: other)
      }
    }
    rows = stages + strategies
  }
}

extension BenchmarkReport.Film {
  fileprivate func isSameFilm(as other: BenchmarkReport.Film) -> Bool {
    presetHash == other.presetHash && width == other.width && height == other.height
      && firstFrame == other.firstFrame && frames == other.frames && antialiasing == other.antialiasing
  }
}
