/// The timing curve of CSS: a cubic Bézier curve from (0, 0) to (1, 1) with two handles, read as progress over time
/// (W3C, CSS Easing Functions Level 1, section 2.2).
public struct CubicBezier: Hashable, Sendable {
  /// Time of the first handle, 0…1.
  public let x1: Double
  /// Progress of the first handle; outside of 0…1 the curve may overshoot.
  public let y1: Double
  /// Time of the second handle, 0…1.
  public let x2: Double
  /// Progress of the second handle; outside of 0…1 the curve may overshoot.
  public let y2: Double

  /// The most steps to find the parameter for a time.
  private static let mostSteps = 64

  init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    (self.x1, self.y1, self.x2, self.y2) = (x1, y1, x2, y2)
  }

  /// Progress after `fraction` of the time, 0…1: exactly 0 at 0 and 1 at 1.
  ///
  /// - Complexity: a few Newton steps, at most 64 bisections if they do not converge.
  func progress(at fraction: Double) -> Double {
    if fraction <= 0 { return 0 }
    if fraction >= 1 { return 1 }
    if x1 == y1 && x2 == y2 { return fraction }
    let progress = Self.value(y1, y2, at: parameter(at: fraction))
    return isMonotone ? min(max(progress, 0), 1) : progress
  }

  /// Whether progress never decreases and never leaves 0…1: always if both handles are within 0…1.
  var isMonotone: Bool { (0...1).contains(y1) && (0...1).contains(y2) }

  /// The least and the greatest progress.
  var extent: ClosedRange<Double> {
    // Where the slope (y₁)(1 − t)² + 2(y₂ − y₁)t(1 − t) + (1 − y₂)t² is 0.
    let (square, linear) = (1 + 3 * (y1 - y2), 2 * (y2 - 2 * y1))
    let discriminant = linear * linear - 4 * square * y1
    var turns: [Double] = []
    if abs(square) < 1e-12 {
      if linear != 0 { turns = [-y1 / linear] }
    } else if discriminant > 0 {
      let root = discriminant.squareRoot()
      turns = [(-linear + root) / (2 * square), (-linear - root) / (2 * square)]
    }
    let values = turns.filter { $0 > 0 && $0 < 1 }.map { Self.value(y1, y2, at: $0) }
    return values.reduce(0, min)...values.reduce(1, max)
  }

  /// The parameter at which the curve's time is `fraction`; time rises with the parameter, so there is one.
  private func parameter(at fraction: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    var t = fraction
    for _ in 0..<Self.mostSteps {
      let error = Self.value(x1, x2, at: t) - fraction
      if abs(error) < 1e-16 { break }
      if error > 0 { high = t } else { low = t }
      let slope = 3 * ((1 - t) * (1 - t) * x1 + 2 * t * (1 - t) * (x2 - x1) + t * t * (1 - x2))
      let next = t - error / slope
      let better = next > low && next < high ? next : (low + high) / 2
      if better == t { break }
      t = better
    }
    return t
  }

  /// The cubic with control values 0, `first`, `second` and 1.
  private static func value(_ first: Double, _ second: Double, at t: Double) -> Double {
    let u = 1 - t
    return 3 * u * u * t * first + 3 * u * t * t * second + t * t * t
  }
}
