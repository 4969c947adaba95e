import ComplexModule
import RealModule

/// The steps that all orbits of a view make together, as one polynomial.
///
/// With f(z) = z² + c a point z₀ + δ has f(z₀ + δ) = f(z₀) + 2z₀δ + δ², without a term of c. So after n steps the points z₀ + r·u, |u| ≤ 1,
/// stand at Zₙ + Pₙ(u), where Zₙ is the orbit of the view's middle and
///
///     P₀ = r·u,   aₖ ← 2Zₙ·aₖ + Σ aᵢ·aⱼ over i + j = k.
///
/// Of each Pₙ the first coefficients are kept. What the others add is at most ρ: with S = Σ|aₖ| and T = Σ|aᵢ||aⱼ| over i + j beyond the
/// last coefficient,
///
///     ρ ← (2|Zₙ| + 2S + ρ)·ρ + T,
///
/// because f(Z + P + e) − f(Z) − (2ZP + P²) = e·(2Z + 2P + e), |P| ≤ S, and T bounds what is dropped of P². Of a higher power zᵈ + c the
/// polynomial is (Zₙ + Pₙ)ᵈ without its constant term, which has no term of c either, T bounds its terms beyond the last coefficient, and
///
///     ρ ← (|Zₙ| + S + ρ)ᵈ − (|Zₙ| + S)ᵈ + T.
///
/// The prefix ends before ρ is more than what double precision cannot hold anyway, before S is more than `largestSpread`, and before a point may have escaped.
public struct OrbitPrefix: Hashable, Sendable {
  /// How many coefficients are kept.
  public static let coefficientCount = 8
  /// The extent, in the plane, that the view may have grown to at the end: then doubles tell its points apart, and few steps are left.
  public static let largestSpread = 2e-3
  /// The most that the coefficients that are not kept may add.
  static let largestRemainder = 0x1p-54

  /// Steps that are made.
  public let steps: Int
  /// Where the view's middle stands after them.
  public let center: Complex<Double>
  /// a₁ … a₈.
  public let coefficients: [Complex<Double>]
  /// Where the view's middle stands after each of the steps, in double precision.
  public let orbit: [Complex<Double>]
  /// Whether the middle had limbs enough: then rounding has moved it by no more than double precision cannot hold anyway.
  public let isExact: Bool

  /// Σ|aₖ|: how far from `center` the view's points are at most.
  public var spread: Double { coefficients.reduce(0) { $0 + $1.length } }

  /// The point of the view at `u`, |u| ≤ 1.
  public func point(_ u: Complex<Double>) -> Complex<Double> {
    center + u * coefficients.reversed().reduce(Complex.zero) { $0 * u + $1 }
  }

  /// The derivative of `point` in u.
  public func derivative(_ u: Complex<Double>) -> Complex<Double> {
    coefficients.enumerated().reversed().reduce(Complex.zero) { sum, term in
      sum * u + Complex(Double(term.offset + 1)) * term.element
    }
  }
}

extension OrbitPrefix {
  /// Limbs behind the binary point that the middle of a view of `radius` needs, to be right to the last bit of a double at the end of a prefix,
  /// if its orbit does not come near 0; there the view shrinks to its d-th power, and needs up to d times as many.
  ///
  /// An error grows with the view itself, from `radius` to `largestSpread`; some bits more take in the errors of up to 10¹⁴ steps.
  public static func fractionLimbs(radius: ScaledDouble) -> Int {
    let bits = Int((Double.log2(largestSpread) - radius.log2).rounded(.up)) + 54 + 46
    return max(2, (bits + 63) / 64)
  }

  /// The prefix of the view of `radius` around `center`.
  ///
  /// - Parameters:
  ///   - center: the middle, with at least `fractionLimbs(radius:)` limbs behind the point.
  ///   - radius: the distance of the view's farthest point from its middle.
  ///   - constant: c, with as many limbs; |c| ≤ 4.
  ///   - degree: d of zᵈ + c.
  ///   - mostSteps: no more steps than these are made.
  ///   - mostSpread: the extent that the view may have grown to at the end, `largestSpread` or less.
  /// Where `center` has too few limbs, the prefix is made all the same, and says so: `isExact`.
  ///
  /// - Complexity: three products of fixed-point numbers and 44 of complex doubles a step; for higher powers up to twelve, and 36(d − 1).
  public init(
    center: FixedPointComplex, radius: ScaledDouble, constant: FixedPointComplex, degree: Int = 2, mostSteps: Int,
    mostSpread: Double = Self.largestSpread
  ) {
    var z = center
    var view = PrefixTerms(radius: radius)
    var error = RoundingError(fractionBits: 64 * min(center.real.fractionLimbs, center.imaginary.fractionLimbs))
    var isExact = true
    var orbit: [Complex<Double>] = []
    // From farther out a step leads farther out still, and for high powers out of the fixed-point numbers.
    let isOutside = z.approximation.length > Self.escapeBound
    while !isOutside, orbit.count < mostSteps {
      let next = degree == 2 ? view.advanced(at: z.approximation) : view.advanced(at: z.scaled, degree: degree)
      let nextZ = z.raised(to: degree) + constant
      let point = nextZ.approximation
      guard next.spread <= mostSpread, next.remainder <= Self.largestRemainder,
        point.length + next.spread + next.remainder <= Self.escapeBound
      else { break }
      error.advance(at: z.approximation, degree: degree)
      isExact = isExact && error.isBelow(Self.largestRemainder)
      (z, view) = (nextZ, next)
      orbit.append(point)
    }
    self.orbit = orbit
    self.isExact = isExact
    steps = orbit.count
    self.center = z.approximation
    coefficients = view.coefficients.map(\.value)
  }

  /// No orbit counts as escaped up to here: the least escape radius is 4.
  private static let escapeBound = 3.999
}

/// How far rounding may have moved the orbit of a view's middle.
///
/// A step rounds by a few units of the last place and multiplies what was there before: ε ← (2|z| + ε)·ε + 4 units. A higher power is a
/// chain of products, each of which adds 6 units at most and multiplies what both factors had by the magnitude of the other one: by
/// induction 6(d − 1)·max(1, |z|)^(d − 2) units, and what was there before is multiplied by d|z|^(d − 1).
private struct RoundingError {
  /// The error in units of the last place is this number, times a power of two that doubles may not hold.
  private var units = 2.0
  private var exponent = 0
  private let fractionBits: Int

  /// The error of a number that has been cut off after so many bits.
  init(fractionBits: Int) { self.fractionBits = fractionBits }

  /// Makes a step of the given degree from `z`; the error is small.
  mutating func advance(at z: Complex<Double>, degree: Int) {
    let (length, power) = (z.length, degree - 1)
    let factor = degree == 2 ? 2 * length : Double(degree) * Double.pow(length + 0x1p-50, power)
    let added = degree == 2 ? 4 : 6 * Double(power) * Double.pow(max(1, length), power - 1)
    units = (factor + 0x1p-50) * units + (exponent == 0 ? added : 0)
    if units > 0x1p512 {
      (units, exponent) = (units * 0x1p-512, exponent + 512)
    } else if units < 1, exponent > 0 {
      (units, exponent) = (units * 0x1p512, exponent - 512)
    }
  }

  /// Whether it is no more than `bound`.
  func isBelow(_ bound: Double) -> Bool {
    Double.log2(units) + Double(exponent - fractionBits) <= Double.log2(bound)
  }
}
