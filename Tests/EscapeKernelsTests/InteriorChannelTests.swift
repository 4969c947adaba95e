import EscapeKernels
import Foundation
import FractalMath
import OrbitTypes
import Testing

@Suite("Interior channels of EscapeKernel")
struct InteriorChannelTests {
  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)

  private static func problem(
    _ constant: (Double, Double), limit: Int, interior: InteriorQuantity, attractor: AttractingPoint? = nil
  ) -> OrbitProblem {
    var problem = OrbitProblem(
      juliaConstant: (real: constant.0, imaginary: constant.1), width: 49, height: 27, center: (real: 0, imaginary: 0),
      columnStep: (real: 3.2 / 49, imaginary: 0), escapeRadius: 256, maximumIterations: limit)
    problem.channels = FieldChannels(interior: interior)
    problem.attractor = attractor
    return problem
  }

  private static func values(_ problem: OrbitProblem, _ instructionSet: InstructionSet) -> [Float] {
    var values = [Float](repeating: -12345, count: problem.width * problem.height)
    values.withUnsafeMutableBufferPointer {
      _ = EscapeKernel(problem, instructionSet: instructionSet).fill(
        columns: 0..<problem.width, rows: 0..<problem.height, into: $0, rowStride: problem.width)
    }
    return values
  }

  /// The cycles of c = 0 and c = −1, which are exactly 0 and 0, −1; that of c = 0.1 is its fixed point.
  private static let known: [(constant: (Double, Double), attractor: AttractingPoint)] = [
    (
      (0, 0),
      AttractingPoint(
        real: 0, imaginary: 0, period: 1, multiplierMagnitude: 0, curvatureMagnitude: 1, radius: 0.99)
    ),
    (
      (-1, 0),
      AttractingPoint(real: 0, imaginary: 0, period: 2, multiplierMagnitude: 0, curvatureMagnitude: 2, radius: 0.1)
    ),
    (
      (0.1, 0),
      AttractingPoint(
        real: (1 - 0.6.squareRoot()) / 2, imaginary: 0, period: 1, multiplierMagnitude: 1 - 0.6.squareRoot(),
        curvatureMagnitude: 1, radius: 0.5)
    ),
  ]

  @Test("an exterior is the same, whatever is asked of the interior", arguments: InteriorQuantity.allCases)
  func sameExterior(interior: InteriorQuantity) {
    for (constant, attractor) in Self.known {
      for instructionSet in Self.instructionSets {
        let flat = Self.values(Self.problem(constant, limit: 500, interior: .flat), instructionSet)
        for point in [nil, attractor] {
          let values = Self.values(
            Self.problem(constant, limit: 500, interior: interior, attractor: point), instructionSet)
          for (value, expected) in zip(values, flat) {
            if expected >= 0 {
              #expect(abs(value - expected) <= 3e-6 * max(1, expected))
            } else {
              #expect(interior == .flat ? value == -1 : value <= -2 && value > -.infinity)
            }
          }
        }
      }
    }
  }

  @Test("the period is that of the cycle, whether it is known or found")
  func period() {
    for (constant, attractor) in Self.known {
      for instructionSet in Self.instructionSets {
        for point in [nil, attractor] {
          let values = Self.values(
            Self.problem(constant, limit: 3000, interior: .period, attractor: point), instructionSet)
          let inside = values.filter { $0 < 0 }
          #expect(!inside.isEmpty)
          #expect(inside.allSatisfy { $0 == -2 - Float(attractor.period) })
        }
      }
    }
    for (constant, period) in [((-0.12, 0.75), 3), ((-1.3107, 0.0), 4)] {
      let values = Self.values(Self.problem(constant, limit: 3000, interior: .period), .best)
      #expect(values.contains { $0 < 0 })
      #expect(values.filter { $0 < 0 }.allSatisfy { $0 == -2 - Float(period) })
    }
  }

  @Test("no period is found where orbits settle nowhere, and none of an orbit that passes a repelling point")
  func noPeriod() {
    // The golden mean's Siegel disc: orbits turn for ever.
    let values = Self.values(
      Self.problem((-0.390540870218, -0.586787907346), limit: 900, interior: .period), .best)
    let inside = values.filter { $0 < 0 }
    #expect(inside.count { $0 == -2 } > inside.count * 9 / 10)
  }

  @Test("the nearest point is the orbit's, and no less than the cycle's")
  func nearest() {
    for (constant, attractor) in Self.known {
      for instructionSet in Self.instructionSets {
        let brute = Self.problem(constant, limit: 2000, interior: .nearest)
        let found = Self.values(brute, instructionSet)
        let known = Self.values(
          Self.problem(constant, limit: 2000, interior: .nearest, attractor: attractor), instructionSet)
        for (index, value) in found.enumerated() where value < 0 {
          let orbit = PlainOrbit(brute, column: index % 49, row: index / 49, instructionSet: instructionSet)
          let expected = orbit.points.map { hypot($0.x, $0.y) }.min() ?? 0
          #expect(abs(Double(-2 - value) - expected) < 1e-6)
          #expect(abs(Double(-2 - known[index]) - expected) < 4e-6)
        }
      }
    }
  }

  @Test("convergence grows by one turn where an orbit takes one turn more, and is smooth between")
  func convergence() {
    // For c = 0 the orbit of r is r^(2^n): it is at 2^−20 after n = log₂(20/log₂(1/r)) steps, whole or not.
    let (constant, attractor) = Self.known[0]
    for instructionSet in Self.instructionSets {
      let problem = Self.problem(constant, limit: 2000, interior: .convergence, attractor: attractor)
      let values = Self.values(problem, instructionSet)
      for (index, value) in values.enumerated() where value < 0 {
        let start = PlainOrbit(problem, column: index % 49, row: index / 49, instructionSet: instructionSet).start
        let radius = hypot(start.x, start.y)
        guard radius > 0, radius < 1 else { continue }
        let exact = max(0, Foundation.log2(20 / Foundation.log2(1 / radius)))
        // Between whole turns the number is taken from the logarithm of the distance and not from its logarithm again.
        #expect(abs(Double(-2 - value) - exact) < 0.1 || exact < 1)
      }
    }
    // For c = 0.1 distances shrink by |λ| a turn: neighbours differ by as much as their distances say, without a jump of a whole turn.
    let slow = Self.problem(
      Self.known[2].constant, limit: 2000, interior: .convergence, attractor: Self.known[2].attractor)
    let fixed = Self.known[2].attractor
    for (index, value) in Self.values(slow, .best).enumerated() where value < 0 {
      let orbit = PlainOrbit(slow, column: index % 49, row: index / 49, instructionSet: .best)
      let distance = hypot(orbit.points[7].x - fixed.real, orbit.points[7].y - fixed.imaginary)
      guard distance < 1e-2, distance > 1e-5 else { continue }
      let expected = 8 - log(0x1p-20 / distance) / log(1 / fixed.multiplierMagnitude)
      #expect(abs(Double(-2 - value) - expected) < 0.05)
    }
  }
}
