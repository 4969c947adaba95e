import CLanes
import OrbitTypes

/// What all orbits of a frame share, in the form in which the loops use it.
struct OrbitConstants {
  /// Re c.
  let real: Double
  /// Im c.
  let imaginary: Double
  private let maximumIterations: Int
  private let escapeRadiusSquared: Double
  /// 1 + log₂(log₂ R²), the constant part of ν.
  private let offset: Float

  /// Steps from test to test.
  static let stepsPerBlock = 8
  /// |z|² above which an orbit is taken out. From |z| ≤ 15 eight steps end below 15²⁵⁶·10 < 2¹⁰⁰⁴, a finite number, for any
  /// |c| ≤ 4: so a block needs no test inside.
  private static let exitSquared = 225.0
  /// |z|² at which the potential has settled: from here on a step changes ν by less than 1.1·10⁻⁸·|c|, less than a float32 tells.
  private static let settledSquared = 0x1p24
  /// Scaled by this, |z|² is a normal number wherever |z| is one that a block can end at; it is 2⁻⁹⁸⁶ in the square.
  private static let scale = 0x1p-493

  init(_ problem: OrbitProblem) {
    (real, imaginary) = problem.juliaConstant
    maximumIterations = problem.maximumIterations
    escapeRadiusSquared = problem.escapeRadius * problem.escapeRadius
    let radiusSquared = Lanes(repeating: escapeRadiusSquared * Self.scale * Self.scale)
    offset = 1 + float_lanes_log2(float_lanes_log2_scaled(radiusSquared, radiusSquared))[0]
  }

  /// |z|² beyond which an orbit is taken out after `iteration` steps.
  ///
  /// From |z| > 15 an orbit is beyond any escape radius (at most 10⁶) within three steps: it escapes in time, unless there are
  /// fewer than three steps left. Then, and when no step is left, the escape radius itself decides.
  @inline(__always)
  func exitSquared(at iteration: Int) -> Double {
    iteration &+ 3 > maximumIterations ? escapeRadiusSquared : Self.exitSquared
  }

  /// Whether a block may begin at any point of `problem`'s frame: none is so far out that |z| might not stay finite.
  static func blockIsSafe(everywhereIn problem: OrbitProblem) -> Bool {
    let step = problem.columnStep
    let diagonalSquared = Double(problem.width * problem.width + problem.height * problem.height)
    let reach = (diagonalSquared * (step.real * step.real + step.imaginary * step.imaginary)).squareRoot() / 2
    let center = problem.center
    let distance = (center.real * center.real + center.imaginary * center.imaginary).squareRoot() + reach
    return distance * distance < exitSquared
  }

  /// ν of two vectors of orbits that stand at x + iy, |z| ≥ 4, after `iteration` steps:
  ///     ν = n + 1 − log₂(ln|zₙ| / ln R)
  /// for an n at which |z| has settled, a few steps further on if need be. Lanes that `mask` does not mark have any value.
  @inline(__always)
  func smoothCounts(
    _ low: (x: Lanes, y: Lanes), _ high: (x: Lanes, y: Lanes), iteration: FloatLanes, mask: UInt32
  ) -> FloatLanes {
    var (low, high, iteration) = (low, high, iteration)
    var magnitudes = (low: scaledMagnitude(low), high: scaledMagnitude(high))
    var early = earlyLanes(magnitudes) & mask
    while early != 0 {
      // Two steps at once are enough, but for the last few steps of the limit; one would leave some lanes to do it again.
      advanceTwice(&low, early)
      advanceTwice(&high, early >> UInt32(Lanes.scalarCount))
      iteration = float_lanes_adding(iteration, 2, early)
      magnitudes = (scaledMagnitude(low), scaledMagnitude(high))
      early = earlyLanes(magnitudes) & mask
    }
    return float_lanes_smooth_counts(magnitudes.low, magnitudes.high, iteration, offset)
  }

  /// 2⁻⁹⁸⁶·|z|², which is finite and normal for any |z| from 4 to 2¹⁰⁰⁴.
  @inline(__always)
  private func scaledMagnitude(_ z: (x: Lanes, y: Lanes)) -> Lanes {
    squaredMagnitude(z.x * Self.scale, z.y * Self.scale)
  }

  /// The lanes of two vectors where |z| has not settled.
  @inline(__always)
  private func earlyLanes(_ magnitudes: (low: Lanes, high: Lanes)) -> UInt32 {
    let settled = Lanes(repeating: Self.settledSquared * Self.scale * Self.scale)
    return lanes_greater(settled, magnitudes.low) | lanes_greater(settled, magnitudes.high) << UInt32(Lanes.scalarCount)
  }

  /// Takes the lanes that the lower bits of `mask` mark two steps further.
  @inline(__always)
  private func advanceTwice(_ z: inout (x: Lanes, y: Lanes), _ mask: UInt32) {
    var (x, y) = z
    juliaStep(&x, &y, Lanes(repeating: real), Lanes(repeating: imaginary))
    juliaStep(&x, &y, Lanes(repeating: real), Lanes(repeating: imaginary))
    z = (lanes_replacing(z.x, x, mask), lanes_replacing(z.y, y, mask))
  }
}
