import ComplexModule
import FractalMath
import RealModule

/// Points outside the Mandelbrot set by potential G and external angle θ: the c with Φ(c) = e^{G + 2πiθ}, Φ being the
/// map of the exterior to the exterior of the unit disc with Φ(c)/c → 1 (A. Douady and J. H. Hubbard). The same for the set of zᵈ + c,
/// with d in place of 2.
///
/// Φ(c) is the limit of the 2ⁿ-th root of Pₙ(c), Pₙ being the n-th iterate of z ↦ z² + c at c. So Newton's method solves
/// ln Pₙ(c) = 2ⁿ(G + 2πiθ) for an n with which |Pₙ| is so large that the limit is reached, and follows the ray from far outside in
/// small steps (T. Kawahira, An algorithm to draw external rays of the Mandelbrot set, 2009).
enum MandelbrotRay {
  /// The potentials that a path may have. Up to 1.15, |c| is below 4: the inverse of Φ is w − ½ + Σ bₘw⁻ᵐ with
  /// Σ m|bₘ|² ≤ 1 (Gronwall), so |c| ≤ e^G + ½ + √(−ln(1 − e^{−2G})) < 3.99 there, and nearer to the set it is less.
  static let potentials = 1e-9...1.15

  /// A bound on |c| where the potential is at most `potential`: that of `potentials`, or where it is least, since the largest |c| is on the
  /// line of the largest potential.
  static func modulusBound(potential: Double) -> Double {
    let potential = max(potential, 0.3)
    return Double.exp(potential) + 0.5 + Double.sqrt(-Double.log(1 - Double.exp(-2 * potential)))
  }

  /// Where following a ray starts: c = Φ − ½ holds there to one in a thousand.
  private static let farPotential = 4.0
  /// n is chosen so that ln |Pₙ| is between this and twice as much: the limit is then exact to 10⁻¹⁷, and nothing
  /// overflows.
  private static let logarithmOfLargeModulus = 20.0
  private static let stepsPerHalving = 16.0
  private static let mostCorrections = 24

  /// The point with external angle `angle` in turns and `potential`. Opposite angles give exactly conjugate points.
  ///
  /// - Complexity: some 16 solutions for each halving of the potential from 4 on.
  static func point(angle: Double, potential: Double, degree: Int = 2) -> Complex<Double> {
    let reduced = angle - angle.rounded()
    let upper = abs(reduced)
    let outermost = Complex<Double>.unit(turns: upper).multiplied(by: .exp(farPotential))
    // Φ(c) = c + c^(2 − d)/d + …
    var c = Complex(degree == 2 ? outermost.real - 0.5 : outermost.real, outermost.imaginary)
    let halvings = Double.log(farPotential / potential) / Double.log(2)
    let stepCount = max((halvings * stepsPerHalving).rounded(.up), 1)
    for step in 1...Int(stepCount) {
      let fraction = Double(step) / stepCount
      let next = farPotential * Double.exp(Double.log(potential / farPotential) * fraction)
      c = solution(near: c, angle: upper, potential: step == Int(stepCount) ? potential : next, degree: degree)
    }
    return reduced < 0 ? c.conjugate : c
  }

  /// Newton's method from `guess`.
  private static func solution(
    near guess: Complex<Double>, angle: Double, potential: Double, degree: Int
  ) -> Complex<Double> {
    let factor = Double(degree)
    var (turns, logarithm, iterations) = (angle, potential, 0)
    while logarithm < logarithmOfLargeModulus {
      turns = factor * turns - (factor * turns).rounded()  // in −½…½, for squares exact
      logarithm *= factor
      iterations += 1
    }
    let target = Complex<Double>.unit(turns: turns).multiplied(by: .exp(logarithm))
    var c = guess
    for _ in 0..<mostCorrections {
      let map = JuliaMap(constant: c, formula: .power(degree: degree))
      var (z, slope) = (c, Complex<Double>.one)
      for _ in 0..<iterations {
        slope = map.derivative(at: z) * slope + .one
        z = map(z)
      }
      let correction = Complex.log(z / target) * z / slope
      guard correction.isFinite else { break }
      c -= correction
      if correction.length <= 1e-16 * c.length { break }
    }
    return c
  }
}
