import EscapeKernels
import OrbitTypes
import TestSupport
import Testing

@Suite("Orbits that go round an exact cycle")
struct CycleTests {
  /// The counts of a frame of 96×54 with its tally.
  private static func field(
    _ constant: (Double, Double), limit: Int, findsCycles: Bool, instructionSet: InstructionSet
  ) -> (counts: [Float], tally: OrbitTally) {
    var problem = OrbitProblem(
      juliaConstant: (real: constant.0, imaginary: constant.1), width: 96, height: 54, center: (real: 0, imaginary: 0),
      columnStep: (real: 3.2 / 96, imaginary: 0), escapeRadius: 256, maximumIterations: limit)
    problem.findsCycles = findsCycles
    var counts = [Float](repeating: -12345, count: 96 * 54)
    let tally = counts.withUnsafeMutableBufferPointer {
      EscapeKernel(problem, instructionSet: instructionSet).fill(
        columns: 0..<96, rows: 0..<54, into: $0, rowStride: 96)
    }
    return (counts, tally)
  }

  @Test("are given up, and the field is the same", arguments: InstructionSet.allCases.filter(\.isAvailable))
  func sameField(instructionSet: InstructionSet) {
    // Attracting cycles of the periods 1, 2, 3, 4 and 7.
    for constant in [(0.1, 0.1), (-1, 0), (-0.12, 0.75), (-1.3107, 0), (0.121, 0.6107)] {
      let brute = Self.field(constant, limit: 20_000, findsCycles: false, instructionSet: instructionSet)
      let short = Self.field(constant, limit: 20_000, findsCycles: true, instructionSet: instructionSet)
      #expect(short.counts == brute.counts)
      #expect(brute.tally.cyclingPixels == 0)
      #expect(short.tally.cyclingPixels > 0)
      #expect(short.tally.iterations < brute.tally.iterations / 2)
    }
  }

  @Test("are told from orbits that only come close", arguments: InstructionSet.allCases.filter(\.isAvailable))
  func noFalseCycle(instructionSet: InstructionSet) {
    // Parabolic and indifferent: orbits settle slowly or not at all. And random constants, where most escape.
    var random = SeededGenerator(seed: 3)
    let randomConstants = (0..<12).map { _ in
      (Double.random(in: -1.5...0.5, using: &random), Double.random(in: -1...1, using: &random))
    }
    for constant in [(-0.75, 0), (0.25, 0), (-0.390540870218, -0.586787907346)] + randomConstants {
      for limit in [1, 7, 100, 3001] {
        let brute = Self.field(constant, limit: limit, findsCycles: false, instructionSet: instructionSet)
        let short = Self.field(constant, limit: limit, findsCycles: true, instructionSet: instructionSet)
        #expect(short.counts == brute.counts, "\(constant), limit \(limit)")
      }
    }
  }

  @Test("in an interior without a trap most of a long limit is saved")
  func savesIterations() {
    let brute = Self.field((-1, 0), limit: 100_000, findsCycles: false, instructionSet: .best)
    let short = Self.field((-1, 0), limit: 100_000, findsCycles: true, instructionSet: .best)
    #expect(short.tally.iterations < brute.tally.iterations / 50)
  }
}
