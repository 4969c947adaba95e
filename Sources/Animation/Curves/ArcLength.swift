/// The length along a piece of a curve, so that a point can move along it by distance instead of by parameter.
struct ArcLength: Sendable {
  private let total: Double
  /// From length to the curve's parameter.
  private let parameters: ScalarCurve

  private static let stepCount = 64
  /// Nodes and weights of three-point Gauss–Legendre quadrature on 0…1.
  private static let rule = [(0.1127016653792583, 5.0 / 18), (0.5, 8.0 / 18), (0.8872983346207417, 5.0 / 18)]

  /// The piece of a curve between the parameters `start` and `end`, along which a point moves at `speed`; `nil` if it has no length.
  ///
  /// - Complexity: 192 evaluations of the speed.
  init?(from start: Double, to end: Double, speed: (Double) -> Double) {
    guard end > start else { return nil }
    let step = (end - start) / Double(Self.stepCount)
    var (lengths, places) = ([0.0], [start])
    for index in 1...Self.stepCount {
      let from = start + step * Double(index - 1)
      let mean = Self.rule.reduce(0) { $0 + $1.1 * speed(from + step * $1.0) }
      let length = lengths[lengths.count - 1] + mean * step
      guard length > lengths[lengths.count - 1] else { continue }
      lengths.append(length)
      places.append(index == Self.stepCount ? end : start + step * Double(index))
    }
    guard lengths.count > 1 else { return nil }
    total = lengths[lengths.count - 1]
    parameters = ScalarCurve(Knots(moments: lengths, values: places, isClosed: false), method: .monotoneCubic)
  }

  /// The curve's parameter after `fraction` of the length, 0…1.
  func parameter(atFraction fraction: Double) -> Double { parameters.value(at: fraction * total) }
}
