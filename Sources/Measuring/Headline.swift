import Foundation

/// The one figure to quote: the geometric mean of the frames per second of a pinned suite of films.
///
/// A geometric mean gives each film the same weight, however long its frames take, and ratios of two machines do not
/// depend on which of them is the reference (P. J. Fleming, J. J. Wallace, "How not to lie with statistics", CACM 29:3,
/// 1986).
package struct Headline: Codable, Hashable, Sendable {
  /// The suite and what is measured of it, such as `juliareel film suite`.
  package let name: String
  /// The suite's version; figures of different versions cannot be compared.
  package let version: Int
  /// The stage whose frames are counted.
  package let stage: StageMeasurement.Stage
  /// The presets, in the suite's order.
  package let presets: [String]
  /// The number of workers.
  package let threads: Int
  /// The vector instructions.
  package let instructionSet: String
  /// Frames per second: the geometric means of the films' medians, of their slowest and of their fastest runs.
  package let framesPerSecond: Spread

  /// The headline of `films`, the whole suite of `version` with one instruction set: of the finished film if that was
  /// measured, otherwise of rendering. `nil` if a film lacks the stage.
  package init?(_ films: [BenchmarkReport.Film], suiteVersion version: Int) {
    let isWhole = films.contains { $0.measurements.contains { $0.stage == .filmAntialiased } }
    let stage: StageMeasurement.Stage = isWhole ? .filmAntialiased : .renderAntialiased
    let measurements = films.compactMap { $0.measurements.withMostThreads(stage) }
    guard let first = films.first, measurements.count == films.count else { return nil }
    name = "juliareel \(isWhole ? "film" : "render") suite"
    self.version = version
    self.stage = stage
    presets = films.map(\.preset)
    threads = measurements[0].threads
    instructionSet = first.instructionSet
    let rates = measurements.map(\.framesPerSecond)
    framesPerSecond = Spread(
      median: Self.geometricMean(rates.map(\.median)), minimum: Self.geometricMean(rates.map(\.minimum)),
      maximum: Self.geometricMean(rates.map(\.maximum)))
  }

  /// The geometric mean of `values`, at least one, all positive.
  package static func geometricMean(_ values: [Double]) -> Double {
    exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }

  /// In the form `46.2 frames per second (45.0–47.1), juliareel film suite 1: geometric mean of film+aa over
  /// benchmark-loop and benchmark-constants; 2 workers, avx512`.
  package var sentence: String {
    let rate = framesPerSecond
    return "\(Figure.text(rate.median)) frames per second "
      + "(\(Figure.text(rate.minimum))–\(Figure.text(rate.maximum))), \(name) \(version): geometric mean of "
      + "\(stage.rawValue) over \(presets.joined(separator: " and ")); \(threads) worker\(threads == 1 ? "" : "s"), "
      + instructionSet
  }
}
