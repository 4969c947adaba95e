import ComplexModule
import RealModule

/// An angle that is a fraction of a full turn, 0/1…(b − 1)/b.
public struct RationalAngle: Hashable, Sendable {
  /// The denominators that angles may have.
  public static let denominators = 1...1_000_000

  /// The numerator of the fraction in lowest terms.
  public let numerator: Int
  /// The denominator of the fraction in lowest terms.
  public let denominator: Int

  /// `numerator`/`denominator` of a turn, without whole turns; the denominator is one of `denominators`.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(Self.denominators.contains(denominator), "an angle with the denominator \(denominator)")
    let (below, divisor) = Self.reduce(numerator, denominator)
    (self.numerator, self.denominator) = (below / divisor, denominator / divisor)
  }

  /// The angle that `text`, such as 1/7, says; `nil` where it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isDigits = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isDigits, let above = Int(parts[0]), let below = Int(parts[1]), Self.denominators.contains(below) else {
      return nil
    }
    self.init(above, below)
  }

  private static func reduce(_ numerator: Int, _ denominator: Int) -> (below: Int, divisor: Int) {
    let below = (numerator % denominator + denominator) % denominator
    var (large, small) = (denominator, below)
    while small != 0 { (large, small) = (small, large % small) }
    return (below, large)
  }

  /// The angle in turns.
  public var turns: Double { Double(numerator) / Double(denominator) }

  /// Twice the angle.
  public var doubled: RationalAngle { RationalAngle(2 * numerator, denominator) }

  /// How many doublings lead to a cycle of angles, and how long the cycle is: as many as the denominator has factors 2, and the order
  /// of 2 modulo what is left of it.
  public var orbit: (preperiod: Int, period: Int) {
    let preperiod = denominator.trailingZeroBitCount
    let odd = denominator >> preperiod
    guard odd > 1 else { return (preperiod, 1) }
    var (power, period) = (2 % odd, 1)
    while power != 1 { (power, period) = (power * 2 % odd, period + 1) }
    return (preperiod, period)
  }
}

extension RationalAngle: CustomStringConvertible {
  /// As it is written, such as 1/7.
  public var description: String { "\(numerator)/\(denominator)" }
}

/// Rays of the outside of a filled Julia set, and the points where they land.
///
/// φ maps the outside to that of the unit disc with φ(f(z)) = φ(z)²; the ray of angle θ is where φ(z) = e^{G + 2πiθ}, G > 0. It is
/// followed inwards as `MandelbrotRay` follows those of the parameter plane (T. Kawahira, 2009): Newton's method solves
/// ln fⁿ(z) = 2ⁿ(G + 2πiθ) for an n with which |fⁿ| is large. A ray of rational angle lands at a point that is repelling, or parabolic, with
/// the angle's preperiod and a divisor of its period (A. Douady and J. H. Hubbard), where no critical orbit is in its way.
public enum DynamicRay {
  /// Potential at which a ray is entered, where φ(z) = z to one in some thousand.
  private static let farPotential = 8.0
  private static let logarithmOfLargeModulus = 20.0
  private static let stepsPerHalving = 12
  /// Below the potential that belongs to these, doubles no longer tell the points of a ray apart.
  private static let mostHalvings = 34
  private static let mostCorrections = 24
  /// The most steps of an angle's orbit.
  public static let mostOrbitSteps = 24

  /// Where the ray of `angle` lands, with the equation that the point solves; `nil` where that is not found: the ray meets a critical point's
  /// orbit, the point attracts or is too close to doing so, or the angle's orbit is longer than `mostOrbitSteps`.
  ///
  /// - Complexity: some 400 times Newton's method with up to 34 steps of an orbit.
  public static func landing(
    angle: RationalAngle, constant: Complex<Double>
  ) -> (point: Complex<Double>, equation: PeriodicEquation)? {
    let orbit = angle.orbit
    guard orbit.preperiod + orbit.period <= mostOrbitSteps else { return nil }
    let equation = PeriodicEquation(preperiod: orbit.preperiod, period: orbit.period)
    var z = Complex<Double>.unit(turns: angle.turns).multiplied(by: .exp(farPotential))
    var candidate: Complex<Double>?
    for step in 1...mostHalvings * stepsPerHalving {
      let potential = farPotential * .exp(-Double(step) / Double(stepsPerHalving) * Double.log(2))
      guard let next = solution(near: z, angle: angle, potential: potential, constant: constant) else { return nil }
      z = next
      // Looked at once in each turn of the cycle, from where the set's own size is reached.
      guard step % (stepsPerHalving * orbit.period) == 0, potential < 0.1 else { continue }
      guard let landing = equation.solution(near: z, constant: constant) else { continue }
      let isNear = (landing - z).length < equation.value(at: landing, constant: constant).separation / 4
      if isNear, let candidate, (candidate - landing).length < 1e-9 {
        let least = equation.reduced(for: landing, constant: constant)
        guard least.multiplier(of: landing, constant: constant).length > 1 else { return nil }
        return (landing, least)
      }
      candidate = isNear ? landing : nil
    }
    return nil
  }

  /// Newton's method from `guess`; `nil` where it leaves the numbers or does not settle.
  private static func solution(
    near guess: Complex<Double>, angle: RationalAngle, potential: Double, constant: Complex<Double>
  ) -> Complex<Double>? {
    var (doubled, logarithm, iterations) = (angle, potential, 0)
    while logarithm < logarithmOfLargeModulus {
      doubled = doubled.doubled
      logarithm *= 2
      iterations += 1
    }
    let target = Complex<Double>.unit(turns: doubled.turns).multiplied(by: .exp(logarithm))
    var z = guess
    for _ in 0..<mostCorrections {
      var (point, slope) = (z, Complex<Double>.one)
      for _ in 0..<iterations {
        slope = (point * slope).multiplied(by: 2)
        point = point * point + constant
      }
      let correction = Complex.log(point / target) * point / slope
      guard correction.isFinite else { return nil }
      z -= correction
      if correction.length <= 1e-13 * max(z.length, 1e-3) { return z }
    }
    return nil
  }
}
