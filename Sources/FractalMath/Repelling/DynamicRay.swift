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
/// φ maps the outside to that of the unit disc with φ(f(z)) = φ(z)²; the ray of angle θ is where φ(z) = e^{G + 2πiθ}, G > 0. f takes the point
/// of potential G on a ray to that of 2G on the ray of twice the angle. So the rays of an angle's orbit are followed inwards all at once: each
/// new point is that of the two preimages which goes on from the ray's last one. That halves errors where Newton's method would double them.
/// A ray of rational angle lands at a point that is repelling, or parabolic, with the angle's preperiod and a divisor of its period (A. Douady
/// and J. H. Hubbard), where no critical orbit is in its way.
public enum DynamicRay {
  /// Potential at which a ray is entered; half of it down φ(z) = z to one in some thousand.
  private static let farPotential = 8.0
  private static let stepsPerHalving = 16
  /// Turns of the cycle are few where it is long, and each leads much nearer to the point.
  private static let mostHalvings = 64
  private static let mostTurns = 4
  /// The most steps of an angle's orbit.
  public static let mostOrbitSteps = 24

  /// Where the ray of `angle` lands, with the equation that the point solves; `nil` where that is not found: the ray meets a critical point's
  /// orbit, the point attracts or is too close to doing so, or the angle's orbit is longer than `mostOrbitSteps`.
  ///
  /// - Complexity: some thousand square roots for each step of the angle's orbit.
  public static func landing(
    angle: RationalAngle, constant: Complex<Double>
  ) -> (point: Complex<Double>, equation: PeriodicEquation)? {
    let orbit = angle.orbit
    guard orbit.preperiod + orbit.period <= mostOrbitSteps else { return nil }
    let equation = PeriodicEquation(preperiod: orbit.preperiod, period: orbit.period)
    var rays = DescendingRays(angle: angle, constant: constant, from: farPotential, stepsPerHalving: stepsPerHalving)
    var candidate: Complex<Double>?
    for halvings in 1...max(mostHalvings, mostTurns * orbit.period) {
      guard rays.halvePotential() else { return nil }
      // Looked at once in each turn of the cycle, from where the set's own size is reached.
      guard halvings % orbit.period == 0, rays.potential < 0.1 else { continue }
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
  /// Of each ray the points of the last halving of the potential, the outermost first.
  private var rays: [[Complex<Double>]]
  private let cycleStart: Int
  private let constant: Complex<Double>
  private(set) var potential: Double

  /// Where the ray of the orbit's first angle is.
  var point: Complex<Double> { rays[0][rays[0].count - 1] }

  init(angle: RationalAngle, constant: Complex<Double>, from potential: Double, stepsPerHalving: Int) {
    let orbit = angle.orbit
    cycleStart = orbit.preperiod
    self.constant = constant
    self.potential = potential / 2
    let moduli = (1...stepsPerHalving).map {
      Double.exp(potential * .exp2(-Double($0) / Double(stepsPerHalving)))
    }
    var turned = angle
    rays = []
    for _ in 0..<orbit.preperiod + orbit.period {
      let direction = Complex<Double>.unit(turns: turned.turns)
      rays.append(moduli.map { direction.multiplied(by: $0) })
      turned = turned.doubled
    }
  }

  /// Follows all rays to half of the potential; `false` where a ray comes so near to 0 that its two ways on cannot be told apart.
  mutating func halvePotential() -> Bool {
    let outer = rays
    for index in rays.indices {
      let next = outer[index + 1 < rays.count ? index + 1 : cycleStart]
      var last = outer[index][outer[index].count - 1]
      for (place, image) in next.enumerated() {
        let root = Complex.sqrt(image - constant)
        let (there, opposite) = ((root - last).length, (root + last).length)
        guard min(there, opposite) < max(there, opposite) / 2 else { return false }
        last = there < opposite ? root : -root
        rays[index][place] = last
      }
    }
    potential /= 2
    return true
  }
}
