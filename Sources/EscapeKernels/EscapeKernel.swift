/// The orbit loop: smooth iteration counts of whole rows of pixels, eight pixels at a time.
///
/// An orbit's field value is ν = n + 1 − log₂(ln|zₙ| / ln R) for any n with |zₙ| large enough, because the potential
/// ln|zₙ|/2ⁿ then no longer changes (Härkönen, "On Smooth Fractal Coloring Techniques", 2007; Theory.md, "Smooth
/// count"). So the loop steps in blocks without any test, looks at |z| only between blocks, and takes ν from the block's
/// end. Escape is first tested against `bailout`, at which the potential has settled to better than a float32 can tell;
/// an orbit that is beyond the escape radius but not yet there when the iterations run out takes its last steps alone.
///
/// A value type without references; any number of threads may use copies of it at once.
public struct EscapeKernel: Sendable {
  /// Value of a pixel whose orbit does not escape within the iteration limit; all other values are 0 or more.
  public static let interior: Float = -1

  private typealias Lanes = SIMD8<Double>
  private static let laneCount = 8

  private let problem: OrbitProblem
  private let escapeRadiusSquared: Double
  private let bailoutSquared: Double
  /// Steps from block end to block end: as many as a number below the bailout can be squared without overflow.
  private let stepsPerBlock: Int
  /// log₂(log₂ R²), the constant part of ν.
  private let escapeOffset: Double

  /// A kernel for the given frame.
  public init(_ problem: OrbitProblem) {
    self.problem = problem
    let bailout = max(problem.escapeRadius, 4096)
    escapeRadiusSquared = problem.escapeRadius * problem.escapeRadius
    bailoutSquared = bailout * bailout
    stepsPerBlock = Self.stepsWithoutOverflow(from: bailout)
    escapeOffset = log2(log2(Lanes(repeating: escapeRadiusSquared)))[0]
  }

  /// Writes ν of every pixel of `rows`, row by row without gaps, to `counts`; −1 for orbits that do not escape.
  ///
  /// - Complexity: O(pixels × iterations); no allocation.
  public func fill(rows: Range<Int>, into counts: UnsafeMutableBufferPointer<Float>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= problem.height, "rows \(rows) of \(problem.height)")
    precondition(counts.count == rows.count * problem.width, "\(counts.count) values for \(rows.count) rows")
    let laneOffsets = Lanes(0, 1, 2, 3, 4, 5, 6, 7)
    var base = 0
    for row in rows {
      let up = Lanes(repeating: Double(problem.height) / 2 - Double(row) - 0.5)
      var column = 0
      while column < problem.width {
        let right = (Double(column) + laneOffsets) + (0.5 - Double(problem.width) / 2)
        let values = SIMD8<Float>(
          smoothCounts(
            real: problem.center.real + (right * problem.columnStep.real - up * problem.columnStep.imaginary),
            imaginary: problem.center.imaginary + (right * problem.columnStep.imaginary + up * problem.columnStep.real))
        )
        let valid = min(Self.laneCount, problem.width - column)
        for lane in 0..<valid { counts[base + column + lane] = values[lane] }
        column += Self.laneCount
      }
      base += problem.width
    }
  }

  /// ν of eight orbits that start at the given points.
  @inline(__always)
  private func smoothCounts(real: Lanes, imaginary: Lanes) -> Lanes {
    let constantReal = Lanes(repeating: problem.juliaConstant.real)
    let constantImaginary = Lanes(repeating: problem.juliaConstant.imaginary)
    var x = real
    var y = imaginary
    var magnitudeSquared = x * x + y * y
    var escapedAt = Lanes(repeating: 0)
    var settled = magnitudeSquared .> Lanes(repeating: bailoutSquared)
    var magnitudeAtEscape = Lanes(repeating: 0).replacing(with: magnitudeSquared, where: settled)
    var iteration = 0

    while iteration < problem.maximumIterations {
      let steps = min(stepsPerBlock, problem.maximumIterations - iteration)
      for _ in 0..<steps {
        let xSquared = x * x
        let ySquared = y * y
        let product = x * y
        x = (xSquared - ySquared) + constantReal
        y = (product + product) + constantImaginary
      }
      iteration += steps
      magnitudeSquared = x * x + y * y
      let beyond = magnitudeSquared .> Lanes(repeating: bailoutSquared)
      if any(beyond) {
        let new = beyond .& .!settled
        magnitudeAtEscape.replace(with: magnitudeSquared, where: new)
        escapedAt.replace(with: Double(iteration), where: new)
        settled = settled .| new
        if all(settled) { break }
      }
    }

    let late = (magnitudeSquared .> Lanes(repeating: escapeRadiusSquared)) .& .!settled
    if any(late) {
      for lane in 0..<Self.laneCount where late[lane] {
        (escapedAt[lane], magnitudeAtEscape[lane]) = lastSteps(x: x[lane], y: y[lane])
      }
      settled = settled .| late
    }
    let potential = log2(log2(magnitudeAtEscape.replacing(with: 4, where: .!settled)))
    let counts = escapedAt + 1 - (potential - escapeOffset)
    return counts.clamped(lowerBound: .zero, upperBound: Lanes(repeating: .greatestFiniteMagnitude))
      .replacing(with: Double(Self.interior), where: .!settled)
  }

  /// Steps an orbit that escaped just before the iterations ran out until its potential has settled.
  private func lastSteps(x: Double, y: Double) -> (iteration: Double, magnitudeSquared: Double) {
    var (x, y) = (x, y)
    var iteration = problem.maximumIterations
    while x * x + y * y <= bailoutSquared {
      (x, y) = (x * x - y * y + problem.juliaConstant.real, (x * y + x * y) + problem.juliaConstant.imaginary)
      iteration += 1
    }
    return (Double(iteration), x * x + y * y)
  }

  /// The largest k for which |z|² stays finite k steps after |z| ≤ `radius`, with |c| ≤ 4.
  private static func stepsWithoutOverflow(from radius: Double) -> Int {
    var bound = radius
    var steps = 0
    while true {
      bound = bound * bound + 4
      guard (bound * bound).isFinite else { return steps }
      steps += 1
    }
  }
}
