/// Speed-up over the number of workers, with the line of perfect scaling.
struct ScalingChart {
  /// The measurements of one stage, in ascending order of threads, at least two.
  let curves: [[StageMeasurement]]

  private static let (left, top, width, height) = (48.0, 12.0, 420.0, 240.0)

  /// The drawing.
  var svg: String {
    let threads = curves.joined().map(\.threads)
    let most = Double(threads.max() ?? 1)
    let points = curves.map(Self.points)
    let highest = max(most, points.joined().map(\.speedUp).filter(\.isFinite).max() ?? 1)
    func x(_ value: Double) -> String { Markup.number(Self.left + Self.width * value / most) }
    func y(_ value: Double) -> String { Markup.number(Self.top + Self.height * (1 - value / highest)) }
    var parts = [
      "<path class=\"axis\" d=\"M\(x(0)) \(y(highest))V\(y(0))H\(x(most))\"/>",
      "<path class=\"ideal\" d=\"M\(x(0)) \(y(0))L\(x(most)) \(y(most))\"/>",
    ]
    for count in Set(threads).sorted() {
      let bottom = Markup.number(Self.top + Self.height + 16)
      parts.append("<text class=\"tick\" x=\"\(x(Double(count)))\" y=\"\(bottom)\">\(count)</text>")
      let left = Markup.number(Self.left - 8)
      parts.append("<text class=\"name\" x=\"\(left)\" y=\"\(y(Double(count)))\">\(count)×</text>")
    }
    for (index, (curve, points)) in zip(curves, points).enumerated() {
      let line = points.map { "\(x($0.threads)) \(y($0.speedUp))" }.joined(separator: "L")
      parts.append("<path class=\"curve line\(index)\" d=\"M\(line)\"/>")
      parts += points.map { point in
        let title = "\(curve[0].stage.rawValue), \(Int(point.threads)) threads: \(Figure.text(point.speedUp))×"
        return "<circle class=\"dot\(index)\" cx=\"\(x(point.threads))\" cy=\"\(y(point.speedUp))\" r=\"4\">"
          + "\(Markup.element("title", title))</circle>"
      }
      let label = Markup.number(Self.left + Self.width + 12)
      let last = points.last?.speedUp ?? 0
      parts.append(
        "<text x=\"\(label)\" y=\"\(Markup.number((Double(y(last)) ?? 0) + 4 + 14 * Double(index)))\">"
          + "\(Markup.escaped(curve[0].stage.rawValue)) \(Figure.text(last))×</text>")
    }
    return "<svg viewBox=\"0 0 640 280\" role=\"img\" aria-label=\"speed-up over workers\">\n"
      + parts.joined(separator: "\n") + "\n</svg>"
  }

  private static func points(_ curve: [StageMeasurement]) -> [(threads: Double, speedUp: Double)] {
    curve.map { measurement in
      let first = curve[0]
      // Relative to one worker: the first of the curve stands for as many as it has.
      let speedUp = measurement.framesPerSecond.median / first.framesPerSecond.median * Double(first.threads)
      return (Double(measurement.threads), speedUp)
    }
  }
}
