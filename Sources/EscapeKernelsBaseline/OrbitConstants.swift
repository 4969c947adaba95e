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
  private let offset: Lanes

  /// Steps from test to test.
  static let stepsPerBlock = 8
  /// |z|² above which an orbit is taken out. From |z| ≤ 15 eight steps end below 15²⁵⁶·10 < 2¹⁰⁰⁴, a finite number, for any
  /// |c| ≤ 4: so a block needs no test inside.
  private static let exitSquared = 225.0
  /// |z|² at which the potential has settled: from here on a step changes ν by less than 1.1·10⁻⁸·|c|, less than a float32 tells.
  private static let settledSquared = 0x1p24

  init(_ problem: OrbitProblem) {
    (real, imaginary) = problem.juliaConstant
    maximumIterations = problem.maximumIterations
    escapeRadiusSquared = problem.escapeRadius * problem.escapeRadius
    offset = log2(log2(Lanes(repeating: escapeRadiusSquared))) + 1
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

  /// ν of orbits that stand at x + iy, |z| ≥ 4, after `iteration` steps:
  ///     ν = n + 1 − log₂(ln|zₙ| / ln R)
  /// for an n at which |z| has settled, a few steps further on if need be. Lanes that `mask` does not mark have any value.
  @inline(__always)
  func smoothCounts(x: Lanes, y: Lanes, iteration: Lanes, mask: UInt32) -> LaneFloats {
    var (x, y, iteration) = (x, y, iteration)
    let settled = Lanes(repeating: Self.settledSquared)
    var magnitude = squaredMagnitude(x, y)
    var early = lanes_greater(settled, magnitude) & mask
    while early != 0 {
      var (nextX, nextY) = (x, y)
      juliaStep(&nextX, &nextY, Lanes(repeating: real), Lanes(repeating: imaginary))
      x = lanes_replacing(x, nextX, early)
      y = lanes_replacing(y, nextY, early)
      iteration = lanes_replacing(iteration, iteration + 1, early)
      magnitude = squaredMagnitude(x, y)
      early = lanes_greater(settled, magnitude) & mask
    }
    var potential = log2(magnitude)
    let huge = lanes_greater(magnitude, Lanes(repeating: 0x1p1023)) & mask
    if huge != 0 {
      // |z|² may be beyond the largest number where |z| is not; 2⁻⁵¹² takes the surplus out before squaring. Only in the
      // lanes that need it: a count must not depend on its neighbours.
      let scale = Lanes(repeating: 0x1p-512)
      potential = lanes_replacing(potential, log2(squaredMagnitude(x * scale, y * scale)) + 1024, huge)
    }
    let counts = iteration + (offset - log2(potential))
    // A pixel that starts beyond R² would be below 0, where only orbits that do not escape are.
    return LaneFloats(lanes_replacing(counts, Lanes(repeating: 0), lanes_greater(Lanes(repeating: 0), counts)))
  }
}
