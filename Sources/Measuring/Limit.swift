/// What limits a film on the measured machine.
package struct Limit: Sendable {
  private let parts: [(name: String, milliseconds: Double)]
  private let account: FilmAccount?

  /// The limit according to `measurements`: by the film's own account if films were measured, otherwise by the stages of
  /// rendering; always of the film as its preset has it, with the most threads.
  package init(_ measurements: [StageMeasurement]) {
    if let film = measurements.withMostThreads(.filmAntialiased) ?? measurements.withMostThreads(.film),
      let account = FilmAccount(film)
    {
      parts = account.parts
      self.account = account
      return
    }
    let render = measurements.withMostThreads(.render)
    let antialiased = measurements.withMostThreads(.renderAntialiased)
    account = (antialiased ?? render).flatMap(FilmAccount.init)
    func cost(_ measurement: StageMeasurement?) -> Double? { measurement?.processorMillisecondsPerFrame.median }
    let further = cost(antialiased).flatMap { all in cost(render).map { max(0, all - $0) } }
    let stages: [(String, Double?)] = [
      ("field", cost(measurements.withMostThreads(.field))),
      ("shading and conversion", cost(measurements.withMostThreads(.shadeAndConvert))),
      ("further samples", further),
    ]
    parts = stages.compactMap { name, milliseconds in milliseconds.map { (name, $0) } }
  }

  /// In the form `rendering: 71 % of processor time (rendering 12.1 ms, encoding 4.6 ms, the rest 0.3 ms a frame); of 2
  /// workers' time film+aa used 84 %, others took 13 %, and 3 % was idle`.
  package var sentence: String {
    let total = parts.reduce(0) { $0 + $1.milliseconds }
    guard let largest = parts.max(by: { $0.milliseconds < $1.milliseconds }), total > 0 else { return "not measured" }
    let list = parts.map { "\($0.name) \(Figure.text($0.milliseconds)) ms" }.joined(separator: ", ")
    let share = Figure.percent(100 * largest.milliseconds / total)
    return "\(largest.name): \(share) of processor time (\(list) a frame)"
      + (account.map { "; \($0.workerSentence)" } ?? "")
  }
}

extension Sequence<StageMeasurement> {
  /// The measurement of `stage` by work stealing, or by the encoder, with the most threads.
  package func withMostThreads(_ stage: StageMeasurement.Stage) -> StageMeasurement? {
    filter { $0.stage == stage && ($0.strategy ?? .stealing) == .stealing }.max { $0.threads < $1.threads }
  }
}
