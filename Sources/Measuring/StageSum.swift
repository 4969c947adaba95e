/// What a film's stages cost when measured on their own, compared with the film: the test of whether the stages are
/// those of the film.
///
/// The cheapest run of each counts: whatever disturbs a run makes it dearer.
package struct StageSum: Codable, Hashable, Sendable {
  /// The film that is compared.
  package let film: StageMeasurement.Stage
  /// Processor milliseconds per frame of rendering on its own.
  package let renderingMilliseconds: Double
  /// Processor milliseconds per frame of encoding on its own.
  package let encodingMilliseconds: Double
  /// Processor milliseconds per frame of the film.
  package let filmMilliseconds: Double

  /// The comparison for `film` in `measurements`, with the most threads; `nil` if the film or a stage was not measured.
  package init?(_ film: StageMeasurement.Stage, in measurements: [StageMeasurement]) {
    let (render, encode): (StageMeasurement.Stage, StageMeasurement.Stage) =
      film == .filmAntialiased ? (.renderAntialiased, .encodeAntialiased) : (.render, .encode)
    guard let whole = measurements.withMostThreads(film), let rendering = measurements.withMostThreads(render),
      let encoding = measurements.withMostThreads(encode)
    else { return nil }
    self.film = film
    renderingMilliseconds = rendering.processorMillisecondsPerFrame.minimum
    encodingMilliseconds = encoding.processorMillisecondsPerFrame.minimum
    filmMilliseconds = whole.processorMillisecondsPerFrame.minimum
  }

  /// The stages' sum as a percentage of the film.
  package var percent: Double { 100 * (renderingMilliseconds + encodingMilliseconds) / filmMilliseconds }

  /// Whether the sum is within five percent of the film.
  package var addsUp: Bool { abs(percent - 100) <= 5 }

  /// In the form `render+aa 12.1 + encode+aa 4.6 = 16.7 ms of processor time a frame, 98 % of film+aa's 17.0 in the
  /// cheapest runs`.
  package var sentence: String {
    let suffix = film == .filmAntialiased ? "+aa" : ""
    let sum = Figure.text(renderingMilliseconds + encodingMilliseconds)
    return "render\(suffix) \(Figure.text(renderingMilliseconds)) + "
      + "encode\(suffix) \(Figure.text(encodingMilliseconds)) = \(sum) ms of processor time a frame, \(Figure.percent(percent)) of \(film.rawValue)'s "
      + "\(Figure.text(filmMilliseconds)) in the cheapest runs"
      + (addsUp ? "" : ": they do not add up; noise does that, and so do frames that the film reuses")
  }
}
