import ComplexModule
import OrbitTypes
import RealModule

/// The attracting cycle of z ↦ z² + c, if it has one.
///
/// There is at most one, and it attracts the critical orbit, that of 0 (Fatou; Milnor, "Dynamics in One Complex Variable",
/// §8). So one orbit per frame finds it: if that orbit escapes, no orbit of a pixel stays bounded but on the Julia set itself.
struct AttractingCycle: Sendable {
  /// The points of the cycle, in the order in which f visits them.
  let points: [Complex<Double>]

  private static let settlingSteps = 4096
  private static let largestPeriod = 32
  private static let newtonSteps = 8

  /// The cycle for c, or `nil` where there is none, or none with a period up to 32 that attracts the critical orbit quickly.
  ///
  /// - Complexity: at most about 4 500 steps of one orbit.
  init?(juliaConstant c: Complex<Double>) {
    var z = Complex<Double>.zero
    for _ in 0..<Self.settlingSteps {
      z = z * z + c
      if z.lengthSquared > 16 { return nil }
    }
    guard let period = Self.period(of: z, c) else { return nil }
    let start = Self.polished(z, c, period: period)
    var points = [start]
    while points.count < period { points.append(points[points.count - 1] * points[points.count - 1] + c) }
    let multiplier = points.reduce(Complex(1, 0)) { $0 * $1 * Complex(2, 0) }
    guard multiplier.lengthSquared < 1 else { return nil }
    self.points = points
  }

  /// Discs round the points that no orbit leaves, one for each; none where a disc would be so small that rounding matters.
  var traps: [TrapDisc] {
    let discs = points.indices.map { index in
      TrapDisc(real: points[index].real, imaginary: points[index].imaginary, radius: trapRadius(from: index))
    }
    let smallestRadius = 1e-6
    return discs.contains { $0.radius < smallestRadius } ? [] : discs
  }

  /// A radius r such that the disc of radius r round a point is mapped into itself by one turn of the cycle.
  ///
  /// The image of the disc of radius r round z lies in the disc of radius 2|z|r + r² round f(z). Once round, the radius has become a
  /// polynomial g(r) with g(0) = 0, g′(0) = |λ| < 1, convex: g(r) < r from 0 up to one root, which bisection finds. A
  /// thousandth is left as room for rounding.
  private func trapRadius(from index: Int) -> Double {
    func radiusAfterTurn(_ radius: Double) -> Double {
      var r = radius
      for step in points.indices {
        let z = points[(index + step) % points.count]
        r = 2 * z.lengthSquared.squareRoot() * r + r * r
      }
      return r
    }
    var (inside, outside) = (0.0, 2.0)
    for _ in 0..<60 {
      let middle = (inside + outside) / 2
      if radiusAfterTurn(middle) < middle { inside = middle } else { outside = middle }
    }
    return 0.999 * inside
  }

  /// The smallest number of steps after which the orbit of `z` is back.
  private static func period(of z: Complex<Double>, _ c: Complex<Double>) -> Int? {
    var next = z
    for period in 1...largestPeriod {
      next = next * next + c
      if (next - z).lengthSquared < 1e-18 { return period }
    }
    return nil
  }

  /// The solution of fᵖ(z) = z near `z`, by Newton's method.
  private static func polished(_ z: Complex<Double>, _ c: Complex<Double>, period: Int) -> Complex<Double> {
    var root = z
    for _ in 0..<newtonSteps {
      var value = root
      var derivative = Complex<Double>(1, 0)
      for _ in 0..<period {
        derivative = derivative * value * Complex(2, 0)
        value = value * value + c
      }
      let slope = derivative - Complex(1, 0)
      if slope.lengthSquared < 1e-12 { return root }
      root = root - (value - root) / slope
    }
    return root
  }
}
