import CLanes
import FractalMath
import OrbitTypes

/// The values of pixels whose orbits have escaped (Theory.md, "Shading quantities").
struct ChannelValues<F: OrbitFormula> {
  private let formula: F
  private let exterior: ExteriorQuantity
  private let constant: ComplexLanes
  /// log₂ log₂ R² for squares.
  private let radiusLogarithm: Lanes
  /// ½ ln 2 divided by the width of the frame: converts log₂|z|² to a logarithm in widths.
  private let distanceScale: Lanes

  /// Distances are clipped to this many widths: where z′ vanishes there is no estimate.
  private static var largestDistance: Double { 0x1p20 }
  private static var naturalLogarithmOf2: Double { 0.693147180559945309 }

  init(_ problem: OrbitProblem, _ formula: F) {
    self.formula = formula
    exterior = problem.channels.exterior
    constant = ComplexLanes(repeating: problem.juliaConstant)
    radiusLogarithm = formula.stepsToReach(Lanes(repeating: problem.escapeRadius * problem.escapeRadius))
    let step = problem.columnStep
    let columnWidth = (step.real * step.real + step.imaginary * step.imaginary).squareRoot()
    distanceScale = Lanes(repeating: Self.naturalLogarithmOf2 / 2 / (Double(problem.width) * columnWidth))
  }

  /// The values of orbits that have just escaped, 0 or more.
  func values(_ orbits: FinishedOrbits.Vector, mask: UInt32) -> Lanes {
    switch exterior {
    case .smoothCount: count(settled(orbits, mask))
    case .distance: distance(settled(orbits, mask))
    case .stripe, .triangleInequality: average(orbits)
    case .trap(let trap):
      trap.shape == .circle ? orbits.numbers.0 : lanes_square_root(orbits.numbers.0)
    case .angle: lanes_turns(orbits.z.x, orbits.z.y)
    }
  }

  /// The slopes of the potential as `PixelSlope` packs them: the direction is that of z/z′, the steepness grows as the estimated
  /// distance to the Julia set falls, so that surfaces are flat at critical points, where z′ vanishes. 0 if z′ is not known.
  func slopes(_ orbits: FinishedOrbits.Vector, mask: UInt32) -> Lanes {
    let orbits = settled(orbits, mask)
    let (z, d) = (orbits.z, orbits.derivative)
    let derivativeSquared = d.squaredMagnitude
    let isKnown = lanes_within(derivativeSquared, Lanes(repeating: .greatestFiniteMagnitude))
    let turns = lanes_turns(
      lanes_multiply_add(z.x, d.x, z.y * d.y),
      lanes_multiply_subtract(z.x, d.y, z.y * d.x))
    let squared = z.squaredMagnitude
    let logarithm = lanes_log2(squared) * distanceScale * Lanes(repeating: PixelSlope.widthsPerDistance)
    let flatness = squared / lanes_maximum(derivativeSquared, Lanes(repeating: 0x1p-1000)) * (logarithm * logarithm)
    let one = Lanes(repeating: 1)
    let steepness = lanes_square_root(one / (one + flatness))
    let level = lanes_rounded(steepness * Lanes(repeating: PixelSlope.steepest))
    let packed = level + lanes_minimum(turns, Lanes(repeating: PixelSlope.largestFraction))
    return lanes_replacing(Lanes(), packed, isKnown)
  }

  /// ν = n + 1 − log₂(ln|z| / ln R).
  private func count(_ orbits: FinishedOrbits.Vector) -> Lanes {
    let logarithm = formula.stepsToReach(orbits.z.squaredMagnitude)
    let past = logarithm - radiusLogarithm
    return lanes_maximum(orbits.iteration + Lanes(repeating: 1) - past, Lanes())
  }

  /// |z| ln|z| / |z′| in widths; 0 if z′ has overflowed.
  private func distance(_ orbits: FinishedOrbits.Vector) -> Lanes {
    let squared = orbits.z.squaredMagnitude
    let derivativeSquared = orbits.derivative.squaredMagnitude
    let isKnown = lanes_within(derivativeSquared, Lanes(repeating: .greatestFiniteMagnitude))
    let ratio = lanes_square_root(
      squared / lanes_maximum(derivativeSquared, Lanes(repeating: 0x1p-1000)))
    let distance = ratio * lanes_log2(squared) * distanceScale
    return lanes_replacing(Lanes(), lanes_minimum(distance, Lanes(repeating: Self.largestDistance)), isKnown)
  }

  /// The means over n and over n − 1 terms, blended by how far z is from R to R².
  private func average(_ orbits: FinishedOrbits.Vector) -> Lanes {
    let one = Lanes(repeating: 1)
    let logarithm = formula.stepsToReach(orbits.z.squaredMagnitude)
    let past = lanes_maximum(lanes_minimum(logarithm - radiusLogarithm, one), Lanes())
    let (sum, last) = orbits.numbers
    let mean = sum / orbits.iteration
    let earlierCount = lanes_maximum(orbits.iteration - one, one)
    let earlierMean = (sum - last) / earlierCount
    // The first step has no earlier mean.
    let before = lanes_replacing(earlierMean, mean, lanes_equal(orbits.iteration, one))
    let blended = lanes_multiply_add(past, before - mean, mean)
    return lanes_maximum(lanes_minimum(blended, one), Lanes())
  }

  /// Whether values depend on where orbits stand when they escape, and not on where the potential has settled.
  var dependOnEscape: Bool {
    switch exterior {
    case .smoothCount, .distance: false
    case .stripe, .triangleInequality, .trap, .angle: true
    }
  }

  /// The orbits, advanced by a few steps if necessary, to where the potential has settled; lanes that `mask` does not
  /// select are arbitrary.
  private func settled(_ orbits: FinishedOrbits.Vector, _ mask: UInt32) -> FinishedOrbits.Vector {
    if F.settlesAtOnce { return orbits }
    var orbits = orbits
    let settled = Lanes(repeating: Formula.settledSquared)
    var early = lanes_greater(settled, orbits.z.squaredMagnitude) & mask
    while early != 0 {
      let derivative = Quadratic.derivative(orbits.z, times: orbits.derivative)
      var z = orbits.z
      Quadratic.step(&z, constant)
      orbits.derivative = orbits.derivative.replacing(early, by: derivative)
      orbits.z = orbits.z.replacing(early, by: z)
      let next = orbits.iteration + Lanes(repeating: 1)
      orbits.iteration = lanes_replacing(orbits.iteration, next, early)
      early = lanes_greater(settled, orbits.z.squaredMagnitude) & mask
    }
    return orbits
  }
}
