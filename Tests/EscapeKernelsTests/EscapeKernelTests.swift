import EscapeKernels
import Foundation
import OrbitTypes
import TestSupport
import Testing

@Suite("EscapeKernel")
struct EscapeKernelTests {
  /// The field value by its definition, one orbit at a time and with a test at every step: the kernel's plain twin.
  ///
  /// Its step rounds as the instruction set's does, so that both follow the same orbit to the last bit.
  private static func reference(_ problem: OrbitProblem, column: Int, row: Int, isFused: Bool) -> Double {
    let right = Double(column) + 0.5 - Double(problem.width) / 2
    let up = Double(problem.height) / 2 - Double(row) - 0.5
    var x = problem.center.real + (right * problem.columnStep.real - up * problem.columnStep.imaginary)
    var y = problem.center.imaginary + (right * problem.columnStep.imaginary + up * problem.columnStep.real)
    let (real, imaginary) = problem.juliaConstant
    func step() {
      let partial = isFused ? real.addingProduct(-y, y) : real - y * y
      (x, y) = (
        isFused ? partial.addingProduct(x, x) : x * x + partial,
        isFused ? imaginary.addingProduct(x + x, y) : (x + x) * y + imaginary
      )
    }
    var iteration = 0
    while hypot(x, y) <= problem.escapeRadius {
      if iteration == problem.maximumIterations { return -1 }
      step()
      iteration += 1
    }
    while hypot(x, y) < 1e12 {
      step()
      iteration += 1
    }
    return max(0, Double(iteration) + 1 - Foundation.log2(log(hypot(x, y)) / log(problem.escapeRadius)))
  }

  /// Fills `rows` of `problem` into a poisoned buffer with guards, on every instruction set that this machine has, and checks
  /// that each value is the reference's.
  private static func check(
    _ problem: OrbitProblem, rows: Range<Int>, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let counts = filled(problem, rows: rows, instructionSet: instructionSet, sourceLocation: sourceLocation)
      for (index, value) in counts.enumerated() {
        let (row, column) = (rows.lowerBound + index / problem.width, index % problem.width)
        let expected = reference(problem, column: column, row: row, isFused: instructionSet != .baseline)
        guard abs(Double(value) - expected) <= 2e-6 * max(1, expected) else {
          Issue.record(
            "\(instructionSet), column \(column), row \(row): \(value) instead of \(expected)",
            sourceLocation: sourceLocation)
          return
        }
      }
    }
  }

  /// The counts of `rows`, after a look at the guards round them.
  private static func filled(
    _ problem: OrbitProblem, columns: Range<Int>? = nil, rows: Range<Int>, instructionSet: InstructionSet,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> [Float] {
    let guards = 64
    let poison: Float = -12345
    let count = rows.count * problem.width
    var storage = [Float](repeating: poison, count: count + 2 * guards)
    storage.withUnsafeMutableBufferPointer { buffer in
      _ = EscapeKernel(problem, instructionSet: instructionSet).fill(
        columns: columns ?? 0..<problem.width, rows: rows,
        into: UnsafeMutableBufferPointer(rebasing: buffer[guards..<guards + count]), rowStride: problem.width)
    }
    #expect(storage.prefix(guards).allSatisfy { $0 == poison }, sourceLocation: sourceLocation)
    #expect(storage.suffix(guards).allSatisfy { $0 == poison }, sourceLocation: sourceLocation)
    return Array(storage[guards..<guards + count])
  }

  private static func problem(
    _ constant: (Double, Double), width: Int, height: Int, viewWidth: Double = 3.2, radius: Double = 256,
    limit: Int = 300
  ) -> OrbitProblem {
    OrbitProblem(
      juliaConstant: (real: constant.0, imaginary: constant.1), width: width, height: height,
      center: (real: 0, imaginary: 0), columnStep: (real: viewWidth / Double(width), imaginary: 0),
      escapeRadius: radius, maximumIterations: limit)
  }

  @Test(
    "counts are those of a plain loop at odd sizes",
    arguments: [(1, 1), (7, 5), (8, 8), (9, 3), (33, 17), (101, 67)])
  func oddSizes(width: Int, height: Int) {
    for constant in [(0.7885, 0.0), (-0.12, 0.75), (0.0, 1.0), (-0.75, 0.0), (-0.390540870218, -0.586787907346)] {
      Self.check(Self.problem(constant, width: width, height: height), rows: 0..<height)
    }
  }

  @Test("a band of rows in the middle is the same as in the whole frame")
  func band() {
    Self.check(Self.problem((-0.8, 0.156), width: 61, height: 40), rows: 13..<22)
  }

  @Test("the iteration limit is met to the step, also where it is no multiple of a block", arguments: 1...24)
  func limits(limit: Int) {
    Self.check(Self.problem((-0.4, 0.6), width: 53, height: 31, limit: limit), rows: 0..<31)
  }

  @Test(
    "any allowed escape radius gives finite counts that follow the definition", arguments: [4, 5.5, 256, 4096, 1e6])
  func radii(radius: Double) {
    for viewWidth in [3.2, 50, 1e5] {
      Self.check(Self.problem((0.3, 0.5), width: 45, height: 25, viewWidth: viewWidth, radius: radius), rows: 0..<25)
    }
  }

  @Test("random frames, moved, zoomed and rotated, agree with the plain loop")
  func randomFrames() {
    var random = SeededGenerator(seed: 2026)
    for _ in 0..<60 {
      let angle = Double.random(in: 0...(2 * .pi), using: &random)
      let spacing = Double.random(in: 0.001...0.1, using: &random)
      let problem = OrbitProblem(
        juliaConstant: (.random(in: -1.5...0.5, using: &random), .random(in: -1...1, using: &random)),
        width: .random(in: 1...50, using: &random), height: .random(in: 1...30, using: &random),
        center: (.random(in: -1...1, using: &random), .random(in: -1...1, using: &random)),
        columnStep: (spacing * cos(angle), spacing * sin(angle)),
        escapeRadius: 256, maximumIterations: .random(in: 1...400, using: &random))
      Self.check(problem, rows: 0..<problem.height)
    }
  }

  @Test("a part of the columns is the same as in whole rows, and nothing beside it is written")
  func someColumns() {
    let problem = Self.problem((-0.12, 0.75), width: 77, height: 9)
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let whole = Self.filled(problem, rows: 0..<9, instructionSet: instructionSet)
      let part = Self.filled(problem, columns: 0..<39, rows: 0..<9, instructionSet: instructionSet)
      for row in 0..<9 {
        #expect(part[row * 77..<row * 77 + 39] == whole[row * 77..<row * 77 + 39])
        #expect(part[row * 77 + 39..<row * 77 + 77].allSatisfy { $0 == -12345 })
      }
    }
  }

  @Test("opposite and mirrored points have the same count, bit for bit")
  func exactSymmetry() {
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let turned = Self.filled(
        Self.problem((-0.4, 0.6), width: 85, height: 43), rows: 0..<43, instructionSet: instructionSet)
      #expect(turned == turned.reversed())
      let real = Self.filled(
        Self.problem((-0.75, 0), width: 85, height: 43), rows: 0..<43, instructionSet: instructionSet)
      for row in 0..<43 {
        #expect(real[row * 85..<row * 85 + 85] == real[(42 - row) * 85..<(42 - row) * 85 + 85])
      }
    }
  }

  @Test("AVX2 and AVX-512 agree to the last bit", .enabled(if: InstructionSet.avx512.isAvailable))
  func fusedSetsAgree() {
    for constant in [(0.0, 0.7885), (-0.12, 0.75), (-0.75, 0.0)] {
      let problem = Self.problem(constant, width: 120, height: 67)
      #expect(
        Self.filled(problem, rows: 0..<67, instructionSet: .avx2)
          == Self.filled(problem, rows: 0..<67, instructionSet: .avx512))
    }
  }

  @Test("instruction sets differ only where rounding decides: in few pixels, next to the Julia set")
  func instructionSetsAgree() {
    let problem = Self.problem((0.0, 0.7885), width: 240, height: 135)
    let baseline = Self.filled(problem, rows: 0..<135, instructionSet: .baseline)
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let other = Self.filled(problem, rows: 0..<135, instructionSet: instructionSet)
      let different = zip(baseline, other).count { abs($0 - $1) > 1e-3 }
      #expect(different <= baseline.count / 1000, "\(instructionSet): \(different)")
    }
  }

  @Test("the unit disc is the filled Julia set of c = 0")
  func unitDisc() {
    let problem = Self.problem((0, 0), width: 64, height: 64, viewWidth: 4, limit: 2000)
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let counts = Self.filled(problem, rows: 0..<64, instructionSet: instructionSet)
      for row in 0..<64 {
        for column in 0..<64 {
          let distance = hypot((Double(column) - 31.5) / 16, (Double(row) - 31.5) / 16)
          #expect((counts[row * 64 + column] < 0) == (distance <= 1))
        }
      }
    }
  }
}
