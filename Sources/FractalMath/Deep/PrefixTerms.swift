import ComplexModule
import RealModule

/// The polynomial of an `OrbitPrefix` on its way.
struct PrefixTerms {
  /// a₁ … a₈.
  var coefficients: [ScaledComplex]
  /// Σ|aₖ|, where doubles hold it.
  var spread: Double
  /// What is dropped adds no more, where doubles hold it.
  var remainder: Double

  init(radius: ScaledDouble) {
    coefficients = Array(repeating: .zero, count: OrbitPrefix.coefficientCount)
    coefficients[0] = ScaledComplex(Complex(radius.mantissa), exponent: radius.exponent)
    spread = radius.value
    remainder = 0
  }

  /// The polynomial after one more step of z² + c from `z`, where the view's middle stands.
  func advanced(at z: Complex<Double>) -> PrefixTerms {
    var next = self
    let twice = ScaledComplex(Complex(2 * z.real, 2 * z.imaginary))
    let count = coefficients.count
    var dropped = 0.0
    for k in 1...count { next.coefficients[k - 1] = twice * coefficients[k - 1] }
    for i in 1...count {
      for j in 1...count {
        if i + j <= count {
          next.coefficients[i + j - 1] = next.coefficients[i + j - 1] + coefficients[i - 1] * coefficients[j - 1]
        } else {
          dropped += coefficients[i - 1].length * coefficients[j - 1].length
        }
      }
    }
    next.bound(carried: (2 * z.length + 2 * spread + remainder) * remainder, dropped: dropped)
    return next
  }

  /// Bounds the new polynomial, and what it leaves out: what was left out before and is carried on, and what is dropped now.
  private mutating func bound(carried: Double, dropped: Double) {
    // The next larger doubles make up for the rounding of these sums.
    spread = (coefficients.reduce(0) { $0 + $1.length } * (1 + 0x1p-40)).nextUp
    remainder = (carried + dropped) * (1 + 0x1p-40)
  }
}

// Higher powers: (Z + P)ᵈ as a product of d equal factors, without its constant term.
extension PrefixTerms {
  /// The polynomial after one more step of zᵈ + c from `z`, where the view's middle stands.
  ///
  /// - Complexity: d − 1 products of polynomials, and as many of their magnitudes with all terms.
  func advanced(at z: ScaledComplex, degree: Int) -> PrefixTerms {
    let factor = [z] + coefficients
    let magnitudes = factor.map(\.length)
    var (power, bounds) = (factor, magnitudes)
    for _ in 1..<degree { (power, bounds) = (Self.cut(power, times: factor), Self.whole(bounds, times: magnitudes)) }
    var next = self
    next.coefficients = Array(power.dropFirst())
    let dropped = bounds.dropFirst(factor.count).reduce(0, +)
    // How far f takes apart what was ρ apart: the rest is among the points Z + P + e, |e| ≤ ρ.
    let map = JuliaMap(constant: .zero, formula: .power(degree: degree))
    let carried = map.imageRadius(ofDisc: remainder, magnitude: magnitudes[0] + spread)
    next.bound(carried: carried, dropped: dropped)
    return next
  }

  /// The product up to the power of `factor`, which has no fewer terms.
  private static func cut(_ terms: [ScaledComplex], times factor: [ScaledComplex]) -> [ScaledComplex] {
    var product = [ScaledComplex](repeating: .zero, count: factor.count)
    for (i, term) in terms.enumerated() where term != .zero {
      for j in 0..<factor.count - i where factor[j] != .zero { product[i + j] = product[i + j] + term * factor[j] }
    }
    return product
  }

  /// The product with all its terms.
  private static func whole(_ terms: [Double], times factor: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: terms.count + factor.count - 1)
    for (i, term) in terms.enumerated() where term != 0 {
      for (j, other) in factor.enumerated() { product[i + j] += term * other }
    }
    return product
  }
}
