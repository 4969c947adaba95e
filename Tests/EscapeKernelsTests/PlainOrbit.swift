import EscapeKernels
import Foundation
import FractalMath
import OrbitTypes

/// One orbit, a step at a time and with libm's functions: the plain twin of what the loops compute.
///
/// Its step rounds as the instruction set's does, so that both follow the same orbit to the last bit.
struct PlainOrbit {
  private let problem: OrbitProblem
  private let isFused: Bool
  /// z₁, z₂, … up to the one that escapes, or to the limit.
  private(set) var points: [SIMD2<Double>] = []
  /// z₀.
  let start: SIMD2<Double>
  /// Whether it escapes within the limit.
  private(set) var escapes = false

  init(_ problem: OrbitProblem, column: Int, row: Int, instructionSet: InstructionSet) {
    self.problem = problem
    isFused = instructionSet != .baseline
    let right = Double(column) + 0.5 - Double(problem.width) / 2
    let up = Double(problem.height) / 2 - Double(row) - 0.5
    start = SIMD2(
      problem.center.real + (right * problem.columnStep.real - up * problem.columnStep.imaginary),
      problem.center.imaginary + (right * problem.columnStep.imaginary + up * problem.columnStep.real))
    var z = start
    while points.count < problem.maximumIterations && !escapes {
      z = step(z)
      points.append(z)
      escapes = hypot(z.x, z.y) > problem.escapeRadius
    }
  }

  private func step(_ z: SIMD2<Double>) -> SIMD2<Double> {
    let (real, imaginary) = problem.juliaConstant
    let partial = isFused ? real.addingProduct(-z.y, z.y) : real - z.y * z.y
    return SIMD2(
      isFused ? partial.addingProduct(z.x, z.x) : z.x * z.x + partial,
      isFused ? imaginary.addingProduct(z.x + z.x, z.y) : (z.x + z.x) * z.y + imaginary)
  }

  /// The value of the pixel; meaningful for orbits that escape.
  var exteriorValue: Double {
    let end = points[points.count - 1]
    switch problem.channels.exterior {
    case .smoothCount:
      let (z, _, n) = settled
      return max(0, Double(n) + 1 - Foundation.log2(log(hypot(z.x, z.y)) / log(problem.escapeRadius)))
    case .distance:
      let (z, derivative, _) = settled
      let (magnitude, step) = (hypot(z.x, z.y), problem.columnStep)
      let width = hypot(step.real, step.imaginary) * Double(problem.width)
      return min(magnitude * log(magnitude) / hypot(derivative.x, derivative.y) / width, 0x1p20)
    case .stripe(let strands):
      return average(points.map { 0.5 + 0.5 * sin(Double(strands) * atan2($0.y, $0.x)) })
    case .triangleInequality:
      let constant = hypot(problem.juliaConstant.real, problem.juliaConstant.imaginary)
      return average(
        zip([start] + points, points).map { before, after in
          let square = before.x * before.x + before.y * before.y
          let lower = abs(square - constant)
          let span = square + constant - lower
          return span == 0 ? 0 : (hypot(after.x, after.y) - lower) / span
        })
    case .trap(let trap):
      return points.map { Self.distance(of: $0, to: trap) }.min() ?? 0
    case .angle:
      return Self.turns(end)
    }
  }

  /// The direction of z/z′ in turns.
  var slope: Double {
    let (z, d, _) = settled
    return Self.turns(SIMD2(z.x * d.x + z.y * d.y, z.y * d.x - z.x * d.y))
  }

  /// 255 times the steepness of a slope: 1/√(1 + (d/w)²) with the distance d and w = 1/20 of the width.
  var steepness: Double {
    let (z, d, _) = settled
    let step = problem.columnStep
    let width = hypot(step.real, step.imaginary) * Double(problem.width)
    let distance = hypot(z.x, z.y) * log(hypot(z.x, z.y)) / hypot(d.x, d.y) / width
    return 255 / hypot(1, 20 * distance)
  }

  /// The point of the orbit at which |z| is beyond 4096, its derivative by z₀, and its number.
  private var settled: (z: SIMD2<Double>, derivative: SIMD2<Double>, n: Int) {
    var (z, derivative, n) = (start, SIMD2(1.0, 0), 0)
    while n < points.count || hypot(z.x, z.y) < 4096 {
      derivative = 2 * SIMD2(z.x * derivative.x - z.y * derivative.y, z.x * derivative.y + z.y * derivative.x)
      z = step(z)
      n += 1
    }
    return (z, derivative, n)
  }

  /// The mean of all terms and that of all but the last, blended by the fraction of the smooth count at the escape.
  private func average(_ terms: [Double]) -> Double {
    let end = points[points.count - 1]
    let fraction = 1 - Foundation.log2(log(hypot(end.x, end.y)) / log(problem.escapeRadius))
    let mean = terms.reduce(0, +) / Double(terms.count)
    guard terms.count > 1 else { return mean }
    let before = terms.dropLast().reduce(0, +) / Double(terms.count - 1)
    let share = min(max(fraction, 0), 1)
    return share * mean + (1 - share) * before
  }

  private static func distance(of z: SIMD2<Double>, to trap: OrbitTrap) -> Double {
    let (x, y) = (z.x - trap.real, z.y - trap.imaginary)
    let angle = trap.angleDegrees * .pi / 180
    let (across, along) = (y * cos(angle) - x * sin(angle), x * cos(angle) + y * sin(angle))
    // The point of the plane nearest to 0 on a line through the centre, from there.
    let foot = (
      along: -trap.real * cos(angle) - trap.imaginary * sin(angle),
      across: trap.real * sin(angle) - trap.imaginary * cos(angle)
    )
    func toLine(_ across: Double, _ along: Double) -> Double { hypot(across, max(abs(along) - 2, 0)) }
    return switch trap.shape {
    case .point: hypot(x, y)
    case .line: toLine(across, along - foot.along)
    case .circle: abs(hypot(x, y) - trap.radius)
    case .cross: min(toLine(across, along - foot.along), toLine(along, across - foot.across))
    }
  }

  private static func turns(_ z: SIMD2<Double>) -> Double {
    let turns = atan2(z.y, z.x) / (2 * .pi)
    return turns < 0 ? turns + 1 : turns
  }
}
