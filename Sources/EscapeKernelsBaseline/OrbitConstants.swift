import CLanes
import OrbitTypes

/// Constants shared by all orbits of a frame, in the form that the loops use.
struct OrbitConstants<F: OrbitFormula> {
  /// The map.
  let formula: F
  /// c.
  let constant: (real: Double, imaginary: Double)
  private let maximumIterations: Int
  private let escapeRadiusSquared: Double
  /// The constant part of ν: 1 + log₂(log₂ R²) for squares.
  private let offset: Float

  init(_ problem: OrbitProblem, _ formula: F) {
    self.formula = formula
    constant = problem.juliaConstant
    maximumIterations = problem.maximumIterations
    escapeRadiusSquared = problem.escapeRadius * problem.escapeRadius
    let radiusSquared = Lanes(repeating: escapeRadiusSquared * Formula.scale * Formula.scale)
    offset = formula.countOffset(radiusSquared)
  }

  /// |z|² beyond which an orbit is taken out after `iteration` steps.
  ///
  /// Beyond the exit radius an orbit escapes in time, unless hardly any steps are left. Then, and when none are, the
  /// escape radius itself decides.
  @inline(__always)
  func exitSquared(at iteration: Int) -> Double {
    iteration &+ Formula.stepsFromExitToEscape > maximumIterations ? escapeRadiusSquared : formula.exitSquared
  }

  /// ν of two vectors of orbits that stand at x + iy, |z| ≥ 4, after `iteration` steps:
  ///     ν = n + 1 − log₂(ln|zₙ| / ln R)
  /// for an n at which |z| has settled, a few steps later if necessary. Lanes that `mask` does not select are
  /// arbitrary.
  @inline(__always)
  func smoothCounts(
    _ low: ComplexLanes, _ high: ComplexLanes, iteration: FloatLanes, mask: UInt32
  ) -> FloatLanes {
    var (low, high, iteration) = (low, high, iteration)
    var magnitudes = (low: scaledMagnitude(low), high: scaledMagnitude(high))
    var early = earlyLanes(magnitudes) & mask
    while early != 0 {
      // Two steps at once suffice, except for the last few steps of the limit; with one, some lanes would have to do it
      // again.
      advanceTwice(&low, early)
      advanceTwice(&high, early >> UInt32(Lanes.scalarCount))
      iteration = float_lanes_adding(iteration, 2, early)
      magnitudes = (scaledMagnitude(low), scaledMagnitude(high))
      early = earlyLanes(magnitudes) & mask
    }
    return formula.smoothCounts(magnitudes.low, magnitudes.high, iteration: iteration, offset: offset)
  }

  /// 2⁻⁹⁸⁶·|z|², which is finite and normal for any |z| from 4 to 2¹⁰⁰⁴.
  @inline(__always)
  private func scaledMagnitude(_ z: ComplexLanes) -> Lanes {
    ComplexLanes(x: z.x * Formula.scale, y: z.y * Formula.scale).squaredMagnitude
  }

  /// The lanes of two vectors in which |z| has not settled.
  @inline(__always)
  private func earlyLanes(_ magnitudes: (low: Lanes, high: Lanes)) -> UInt32 {
    let settled = Lanes(repeating: Formula.settledSquared * Formula.scale * Formula.scale)
    return lanes_greater(settled, magnitudes.low) | lanes_greater(settled, magnitudes.high) << UInt32(Lanes.scalarCount)
  }

  /// Advances the lanes that the lower bits of `mask` select by two steps.
  @inline(__always)
  private func advanceTwice(_ z: inout ComplexLanes, _ mask: UInt32) {
    var next = z
    var memory = formula.start
    formula.step(&next, ComplexLanes(repeating: constant), &memory)
    formula.step(&next, ComplexLanes(repeating: constant), &memory)
    z = z.replacing(mask, by: next)
  }
}
