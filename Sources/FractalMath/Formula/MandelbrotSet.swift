import ComplexModule
import RealModule

/// The set of all c for which the orbit of 0 under z ↦ z² + c stays bounded.
public enum MandelbrotSet {
  /// Beyond this |z| an orbit's distance estimate hardly changes.
  private static let escapeRadiusSquared = 1e8

  /// An estimate of the distance from `c` to the set: |z| ln|z| / |dz/dc| once |z| is large, near the set accurate to a
  /// factor of two (Theory.md, "The path of c over the Mandelbrot set"); 0 if the orbit does not escape within
  /// `maximumIterations`.
  ///
  /// - Complexity: O(`maximumIterations`), and O(1) in the cardioid and the disc beside it.
  public static func distance(from c: Complex<Double>, maximumIterations: Int) -> Double {
    if isInLargestComponents(c) { return 0 }
    var (x, y, dx, dy) = (0.0, 0.0, 0.0, 0.0)
    for _ in 0..<maximumIterations {
      let squared = x * x + y * y
      if squared > escapeRadiusSquared {
        let slope = (dx * dx + dy * dy).squareRoot()
        // The orbit next to the boundary is so long that its derivative has overflowed.
        guard slope.isFinite else { return 0 }
        return 0.5 * squared.squareRoot() * Double.log(squared) / slope
      }
      (dx, dy) = (2 * (x * dx - y * dy) + 1, 2 * (x * dy + y * dx))
      (x, y) = (x * x - y * y + c.real, 2 * x * y + c.imaginary)
    }
    return 0
  }

  /// Whether `c` is in the cardioid, where a fixed point attracts, or in the disc to its left, where a cycle of two
  /// does.
  public static func isInLargestComponents(_ c: Complex<Double>) -> Bool {
    let (x, y2) = (c.real - 0.25, c.imaginary * c.imaginary)
    let q = x * x + y2
    return q * (q + x) <= 0.25 * y2 || (c.real + 1) * (c.real + 1) + y2 <= 0.0625
  }

  /// |λ| of the attracting fixed point in the cardioid, λ = 1 − √(1 − 4c), or of the cycle of two in the disc to its
  /// left, 4(c + 1); `nil` elsewhere.
  public static func multiplierInLargestComponents(_ c: Complex<Double>) -> Double? {
    guard isInLargestComponents(c) else { return nil }
    let two = Complex(c.real + 1, c.imaginary)
    if two.lengthSquared <= 0.0625 { return 4 * two.length }
    return (Complex(1, 0) - Complex.sqrt(Complex(1 - 4 * c.real, -4 * c.imaginary))).length
  }

  /// The point of the central component of zᵈ + c whose fixed point w, in the given direction, has a multiplier dw^(d − 1) with the modulus
  /// `factor`: w − wᵈ. For d = 2 the multiplier of the cardioid has the direction itself.
  public static func centralPoint(direction: Complex<Double>, factor: Double, degree: Int) -> Complex<Double> {
    let w = direction.multiplied(by: Double.pow(factor / Double(degree), 1 / Double(degree - 1)))
    return w - JuliaMap(constant: .zero, formula: .power(degree: degree))(w)
  }

  /// The point of the cardioid's boundary whose fixed point has the multiplier λ = e^{2πi·turns}: λ/2 − λ²/4.
  public static func cardioid(turns: Double) -> Complex<Double> {
    let (once, twice) = (Complex<Double>.unit(turns: turns), Complex<Double>.unit(turns: 2 * turns))
    return Complex(once.real / 2 - twice.real / 4, once.imaginary / 2 - twice.imaginary / 4)
  }
}
