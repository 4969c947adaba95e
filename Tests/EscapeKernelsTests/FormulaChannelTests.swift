import ComplexModule
import EscapeKernels
import Foundation
import FractalMath
import OrbitTypes
import RealModule
import Testing

/// What is derived from orbits of other formulas, against the potential of a plain orbit and its differences.
@Suite("Channels of other formulas")
struct FormulaChannelTests {
  private static let formulas: [FractalFormula] =
    (3...8).map { .power(degree: $0) }
    + [.tricorn, .burningShip, .celtic, .buffalo, .phoenix(real: -0.4, imaginary: 0.1)]
  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)
  private static let constant = (real: -0.35, imaginary: -0.3)

  private static func problem(_ formula: FractalFormula, _ channels: FieldChannels) -> OrbitProblem {
    var problem = OrbitProblem(
      formula: formula, juliaConstant: constant, width: 61, height: 41, center: (0.05, 0.03),
      columnStep: (3.4 / 61, 0), escapeRadius: 64, maximumIterations: 60)
    problem.channels = channels
    return problem
  }

  private static func field(
    _ problem: OrbitProblem, _ instructionSet: InstructionSet
  ) -> (values: [Float], slopes: [Float]) {
    var values = [Float](repeating: .nan, count: problem.width * problem.height)
    var slopes = values
    values.withUnsafeMutableBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        _ = EscapeKernel(problem, instructionSet: instructionSet).fill(
          columns: 0..<problem.width, rows: 0..<problem.height, into: values, slopes: slopes,
          rowStride: problem.width)
      }
    }
    return (values, slopes)
  }

  /// The points of an orbit, z₁, z₂, … up to |z| > `radius`, or 60.
  private static func orbit(_ formula: FractalFormula, from start: Complex<Double>, radius: Double) -> [Complex<Double>]
  {
    let map = JuliaMap(constant: Complex(constant.real, constant.imaginary), formula: formula)
    var (z, before) = (start, Complex<Double>.zero)
    var points: [Complex<Double>] = []
    while points.count < 60 && (points.last?.length ?? 0) <= radius {
      var next = map(z)
      if case .phoenix(let real, let imaginary) = formula { next += Complex(real, imaginary) * before }
      (before, z) = (z, next)
      points.append(z)
    }
    return points
  }

  /// ln|zₙ| / dⁿ for an n far out.
  private static func potential(_ formula: FractalFormula, _ start: Complex<Double>) -> Double {
    let points = orbit(formula, from: start, radius: 1e12)
    return Double.log(points[points.count - 1].length) / Double.pow(Double(formula.degree), points.count)
  }

  private static func gradient(_ formula: FractalFormula, _ z: Complex<Double>) -> Complex<Double> {
    let h = 1e-6
    func difference(_ step: Complex<Double>) -> Double {
      (potential(formula, z + step) - potential(formula, z - step)) / (2 * h)
    }
    return Complex(difference(Complex(h, 0)), difference(Complex(0, h)))
  }

  /// Escaping points that take a few steps, where differences of the potential are exact.
  private static func places(_ problem: OrbitProblem) -> [(index: Int, z: Complex<Double>)] {
    (0..<problem.width * problem.height).compactMap { index in
      let (column, row) = (index % problem.width, index / problem.width)
      let right = Double(column) + 0.5 - Double(problem.width) / 2
      let up = Double(problem.height) / 2 - Double(row) - 0.5
      let z = Complex(
        problem.center.real + right * problem.columnStep.real, problem.center.imaginary + up * problem.columnStep.real)
      return (2...9).contains(orbit(problem.formula, from: z, radius: 64).count) ? (index, z) : nil
    }
  }

  @Test("distances are potential over steepness, and slopes point where the potential rises", arguments: formulas)
  func distances(formula: FractalFormula) {
    for instructionSet in Self.instructionSets {
      let problem = Self.problem(formula, FieldChannels(exterior: .distance, hasSlope: true))
      let (values, slopes) = Self.field(problem, instructionSet)
      let places = Self.places(problem)
      var wrong = 0
      for (index, z) in places {
        let gradient = Self.gradient(formula, z)
        let expected = Self.potential(formula, z) / gradient.length / 3.4
        let turns = gradient.phase / (2 * .pi)
        let turned = abs((Double(slopes[index]) - turns).remainder(dividingBy: 1))
        if abs(Double(values[index]) / expected - 1) > 1e-3 || turned > 1e-3 { wrong += 1 }
      }
      // Differences go across the folds of some points.
      #expect(places.count > 300 && wrong <= (formula.isHolomorphic ? 0 : 3), "\(instructionSet), \(formula): \(wrong)")
    }
  }

  @Test("slopes are the same whatever the value", arguments: formulas)
  func slopes(formula: FractalFormula) {
    let exteriors: [ExteriorQuantity] = [
      .smoothCount, .stripe(strands: 3), .triangleInequality, .trap(OrbitTrap(shape: .cross)), .angle,
    ]
    let set = InstructionSet.best
    let reference = Self.field(
      Self.problem(formula, FieldChannels(exterior: .distance, hasSlope: true)), set)
    for exterior in exteriors {
      let (values, slopes) = Self.field(Self.problem(formula, FieldChannels(exterior: exterior, hasSlope: true)), set)
      for index in values.indices {
        #expect((values[index] < 0) == (reference.values[index] < 0))
        let (one, other) = (PixelSlope(packed: slopes[index]), PixelSlope(packed: reference.slopes[index]))
        let turned = Double(one.turns - other.turns).remainder(dividingBy: 1)
        // Directions have 16 bits next to the steepest slopes; rounding a steepness may go either way.
        #expect(abs(turned) <= 0x1p-16 && abs(one.level - other.level) <= 1, "\(formula), \(exterior)")
      }
    }
  }

  @Test("stripes, triangle inequality, traps and angles are those of a plain orbit", arguments: formulas)
  func measures(formula: FractalFormula) {
    let trap = OrbitTrap(shape: .point, real: 0.3, imaginary: -0.2)
    let c = Complex(Self.constant.real, Self.constant.imaginary)
    for instructionSet in Self.instructionSets {
      for exterior in [.stripe(strands: 3), .triangleInequality, .trap(trap), .angle] as [ExteriorQuantity] {
        let problem = Self.problem(formula, FieldChannels(exterior: exterior))
        let values = Self.field(problem, instructionSet).values
        for (index, z) in Self.places(problem) {
          let points = Self.orbit(formula, from: z, radius: 64)
          let expected: Double
          switch exterior {
          case .stripe(let strands):
            expected = Self.average(points.map { 0.5 + 0.5 * Double.sin(Double(strands) * $0.phase) }, points, formula)
          case .triangleInequality:
            let terms = points.map { point in
              let power = (point - c).length
              let lower = abs(power - c.length)
              // |z| − lower as a quotient: far out both are larger than the difference that doubles hold.
              let rise = 2 * (c.length * power + ((point - c) * c.conjugate).real) / (point.length + lower)
              return rise / (2 * min(power, c.length))
            }
            expected = Self.average(terms, points, formula)
          case .trap(let trap):
            expected = points.map { ($0 - Complex(trap.real, trap.imaginary)).length }.min() ?? 0
          default:
            let turns = points[points.count - 1].phase / (2 * .pi)
            expected = turns < 0 ? turns + 1 : turns
          }
          var difference = abs(Double(values[index]) - expected)
          if exterior == .angle { difference = min(difference, 1 - difference) }
          #expect(difference < 2e-5, "\(formula), \(exterior), \(instructionSet)")
        }
      }
    }
  }

  /// The means of all terms and of all but the last, blended by the smooth count's fraction.
  private static func average(_ terms: [Double], _ points: [Complex<Double>], _ formula: FractalFormula) -> Double {
    let logarithm = Double.log(points[points.count - 1].length) / Double.log(64)
    let past = min(max(Double.log(logarithm) / Double.log(Double(formula.degree)), 0), 1)
    let mean = terms.reduce(0, +) / Double(terms.count)
    let before = terms.count > 1 ? terms.dropLast().reduce(0, +) / Double(terms.count - 1) : mean
    return min(max(mean + past * (before - mean), 0), 1)
  }
}
