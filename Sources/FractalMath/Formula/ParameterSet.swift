import ComplexModule
import RealModule

/// The set of all c for which the orbit of 0 under a formula stays bounded: the Mandelbrot set of z² + c, the multibrot sets, the tricorn, the
/// burning ship and their like.
public struct ParameterSet: Hashable, Sendable {
  /// The formula; p of a phoenix stays the same all over the plane.
  public let formula: FractalFormula

  /// Beyond this |z| an orbit's distance estimate hardly changes.
  private static let escapeRadiusSquared = 1e8

  /// The set of `formula`.
  public init(_ formula: FractalFormula) { self.formula = formula }

  /// A rectangle that holds the set with a margin: left, right, bottom, top.
  public var extent: (left: Double, right: Double, bottom: Double, top: Double) {
    switch formula {
    case .power(let degree):
      if degree == 2 { return (-2.1, 0.6, -1.25, 1.25) }
      let reach = Double.pow(2, 1 / Double(degree - 1)) + 0.1
      return (-reach, reach, -reach, reach)
    case .tricorn, .celtic: return (-2.1, 1.5, -1.8, 1.8)
    case .burningShip, .buffalo: return (-2.3, 1.5, -2.1, 1.2)
    case .phoenix: return (-2.1, 1.2, -1.6, 1.6)
    }
  }

  /// An estimate of the distance from `c` to the set: |z| ln|z| divided by the steepness of |z| over c, once |z| is large; 0 if the orbit does
  /// not escape within `maximumIterations`.
  ///
  /// - Complexity: O(`maximumIterations`).
  public func distance(from c: Complex<Double>, maximumIterations: Int) -> Double {
    guard formula != .quadratic else { return MandelbrotSet.distance(from: c, maximumIterations: maximumIterations) }
    let map = JuliaMap(constant: c, formula: formula)
    var (z, before) = (Complex<Double>.zero, Complex<Double>.zero)
    // How z moves with c to the right and up, and how the point before did.
    var (right, up) = (Complex<Double>.zero, Complex<Double>.zero)
    var (rightBefore, upBefore) = (right, up)
    for _ in 0..<maximumIterations {
      if z.lengthSquared > Self.escapeRadiusSquared {
        let gradient = Complex(
          right.real * z.real + right.imaginary * z.imaginary, up.real * z.real + up.imaginary * z.imaginary)
        let slope = gradient.length / z.length
        // The orbit next to the boundary is so long that its derivative has overflowed.
        guard slope.isFinite, slope > 0 else { return 0 }
        return z.length * Double.log(z.length) / slope
      }
      var next = map(z)
      var moved = (map.image(of: right, at: z) + Complex(1, 0), map.image(of: up, at: z) + Complex(0, 1))
      if case .phoenix(let real, let imaginary) = formula {
        let p = Complex(real, imaginary)
        next += p * before
        moved = (moved.0 + p * rightBefore, moved.1 + p * upBefore)
      }
      (before, rightBefore, upBefore) = (z, right, up)
      (z, (right, up)) = (next, moved)
    }
    return 0
  }
}
