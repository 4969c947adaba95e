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

  /// The angle times `factor`.
  public func multiplied(by factor: Int) -> RationalAngle { RationalAngle(factor * numerator, denominator) }

  /// How many multiplications by `degree` lead to a cycle of angles, and how long the cycle is: as many as it takes until the denominator has
  /// no factor in common with the degree, and the order of the degree modulo what is left of it.
  public func orbit(degree: Int = 2) -> (preperiod: Int, period: Int) {
    var (rest, preperiod) = (self, 0)
    while true {
      let next = rest.multiplied(by: degree)
      if next.denominator == rest.denominator { break }
      (rest, preperiod) = (next, preperiod + 1)
    }
    let modulus = rest.denominator
    guard modulus > 1 else { return (preperiod, 1) }
    var (power, period) = (degree % modulus, 1)
    while power != 1 { (power, period) = (power * degree % modulus, period + 1) }
    return (preperiod, period)
  }
}

extension RationalAngle: CustomStringConvertible {
  /// As it is written, such as 1/7.
  public var description: String { "\(numerator)/\(denominator)" }
}

/// Rays of the outside of a filled Julia set, and the points where they land.
///
/// φ maps the outside to that of the unit disc with φ(f(z)) = φ(z)ᵈ for zᵈ + c; the ray of angle θ is where φ(z) = e^{G + 2πiθ}, G > 0. f
/// takes the point of potential G on a ray to that of dG on the ray of d times the angle. So the rays of an angle's orbit are followed inwards
/// all at once: each new point is that of the d preimages which goes on from the ray's last one. That divides errors by d where Newton's method
/// would multiply them.
/// A ray of rational angle lands at a point that is repelling, or parabolic, with the angle's preperiod and a divisor of its period (A. Douady
/// and J. H. Hubbard), where no critical orbit is in its way.
public enum DynamicRay {
  /// Potential at which a ray is entered; a d-th of it down φ(z) = z to one in some thousand.
  private static let farPotential = 8.0
  private static let stepsPerHalving = 16.0
  /// Turns of the cycle are few where it is long, and each leads much nearer to the point.
  private static let mostDescents = 64
  private static let mostTurns = 4
  /// The most steps of an angle's orbit.
  public static let mostOrbitSteps = 24

  /// Where the ray of `angle` lands, with the equation that the point solves; `nil` where that is not found: the ray meets a critical point's
  /// orbit, the point attracts or is too close to doing so, or the angle's orbit is longer than `mostOrbitSteps`.
  ///
  /// - Complexity: some thousand roots for each step of the angle's orbit.
  public static func landing(
    angle: RationalAngle, constant: Complex<Double>, degree: Int = 2
  ) -> (point: Complex<Double>, equation: PeriodicEquation)? {
    let orbit = angle.orbit(degree: degree)
    guard orbit.preperiod + orbit.period <= mostOrbitSteps else { return nil }
    let equation = PeriodicEquation(preperiod: orbit.preperiod, period: orbit.period, degree: degree)
    var rays = DescendingRays(
      angle: angle, map: equation.map(constant), from: farPotential,
      stepsPerDescent: Int((stepsPerHalving * Double.log2(Double(degree))).rounded(.up)))
    var candidate: Complex<Double>?
    for descents in 1...max(mostDescents, mostTurns * orbit.period) {
      guard rays.descend() else { return nil }
      // Looked at once in each turn of the cycle, from where the set's own size is reached.
      guard descents % orbit.period == 0, rays.potential < 0.1 else { continue }
      let z = rays.point
      guard let landing = equation.solution(near: z, constant: constant) else { continue }
      let reach = equation.value(at: landing, constant: constant).separation / 4
      let isNear = (landing - z).length < reach
      if isNear, let candidate, (candidate - landing).length < reach {
        let least = equation.reduced(for: landing, constant: constant)
        guard least.multiplier(of: landing, constant: constant).length > 1 else { return nil }
        return (landing, least)
      }
      candidate = isNear ? landing : nil
    }
    return nil
  }
}

/// The rays of all angles of an orbit, at one potential.
private struct DescendingRays {
  /// Of each ray the points of the last descent to a d-th of the potential, the outermost first.
  private var rays: [[Complex<Double>]]
  private let cycleStart: Int
  private let map: JuliaMap
  private(set) var potential: Double

  /// Where the ray of the orbit's first angle is.
  var point: Complex<Double> { rays[0][rays[0].count - 1] }

  init(angle: RationalAngle, map: JuliaMap, from potential: Double, stepsPerDescent: Int) {
    let degree = map.formula.degree
    let orbit = angle.orbit(degree: degree)
    cycleStart = orbit.preperiod
    self.map = map
    self.potential = potential / Double(degree)
    let moduli = (1...stepsPerDescent).map {
      Double.exp(potential * .exp2(-Double($0) / Double(stepsPerDescent) * Double.log2(Double(degree))))
    }
    var turned = angle
    rays = []
    for _ in 0..<orbit.preperiod + orbit.period {
      let direction = Complex<Double>.unit(turns: turned.turns)
      rays.append(moduli.map { direction.multiplied(by: $0) })
      turned = turned.multiplied(by: degree)
    }
  }

  /// Follows all rays to a d-th of the potential; `false` where a ray comes so near to 0 that its ways on cannot be told apart.
  mutating func descend() -> Bool {
    let outer = rays
    for index in rays.indices {
      let next = outer[index + 1 < rays.count ? index + 1 : cycleStart]
      var last = outer[index][outer[index].count - 1]
      for (place, image) in next.enumerated() {
        let way = map.preimage(of: image, near: last)
        guard way.distance < way.nextDistance / 2 else { return false }
        last = way.nearest
        rays[index][place] = last
      }
    }
    potential /= Double(map.formula.degree)
    return true
  }
}
