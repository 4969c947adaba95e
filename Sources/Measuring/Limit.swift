/// What limits a film on the measured machine.
package struct Limit: Sendable {
  private let name: String
  private let percent: Double
  private let parts: [(name: String, milliseconds: Double)]
  private let idle: String

  /// The limit according to the `measurements` with the most threads: of the film if the encoder was measured,
  /// otherwise of rendering.
  package init(_ measurements: [StageMeasurement]) {
    func most(_ stage: StageMeasurement.Stage) -> StageMeasurement? {
      measurements.filter { $0.stage == stage && ($0.strategy ?? .stealing) == .stealing }
        .max { $0.threads < $1.threads }
    }
    let stages: [(String, StageMeasurement.Stage)] =
      most(.encode) == nil
      ? [("field", .field), ("shading and conversion", .shadeAndConvert)]
      : [("encoder", .encode), ("rendering", .render)]
    parts = stages.compactMap { name, stage in most(stage).map { (name, $0.processorMillisecondsPerFrame.median) } }
    let largest = parts.max { $0.milliseconds < $1.milliseconds }
    let total = parts.reduce(0) { $0 + $1.milliseconds }
    name = largest?.name ?? "nothing"
    percent = total > 0 ? 100 * (largest?.milliseconds ?? 0) / total : 0
    idle = Self.idle(film: most(.film), render: most(.render))
  }

  /// In the form `encoder: 83 % of processor time (encoder 14.1 ms, rendering 2.9 ms a frame); film leaves 3 % of 2
  /// processors idle`.
  package var sentence: String {
    let list = parts.map { "\($0.name) \(Figure.text($0.milliseconds)) ms" }.joined(separator: ", ")
    return "\(name): \(Int(percent.rounded())) % of processor time (\(list) a frame)\(idle)"
  }

  private static func idle(film: StageMeasurement?, render: StageMeasurement?) -> String {
    guard let whole = film ?? render else { return "" }
    let used = whole.processorMillisecondsPerFrame.median / (Double(whole.threads) * whole.millisecondsPerFrame.median)
    let percent = Int((100 * max(0, 1 - used)).rounded())
    return "; \(whole.stage.rawValue) leaves \(percent) % of \(whole.threads) processors idle"
  }
}
