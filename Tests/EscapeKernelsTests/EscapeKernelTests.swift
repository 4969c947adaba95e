import EscapeKernels
import Foundation
import TestSupport
import Testing

@Suite("EscapeKernel")
struct EscapeKernelTests {
  /// The field value by its definition, one orbit at a time: an independent twin of the kernel.
  private static func reference(_ problem: OrbitProblem, column: Int, row: Int) -> Double {
    let right = Double(column) + 0.5 - Double(problem.width) / 2
    let up = Double(problem.height) / 2 - Double(row) - 0.5
    var x = problem.center.real + (right * problem.columnStep.real - up * problem.columnStep.imaginary)
    var y = problem.center.imaginary + (right * problem.columnStep.imaginary + up * problem.columnStep.real)
    let radius = problem.escapeRadius
    var iteration = 0
    while hypot(x, y) <= radius {
      if iteration == problem.maximumIterations { return -1 }
      (x, y) = (x * x - y * y + problem.juliaConstant.real, 2 * x * y + problem.juliaConstant.imaginary)
      iteration += 1
    }
    while hypot(x, y) < 1e12 {
      (x, y) = (x * x - y * y + problem.juliaConstant.real, 2 * x * y + problem.juliaConstant.imaginary)
      iteration += 1
    }
    return max(0, Double(iteration) + 1 - Foundation.log2(log(hypot(x, y)) / log(radius)))
  }

  /// Fills `rows` of `problem` into a poisoned buffer with guards, and checks that each value is the reference's.
  private static func check(
    _ problem: OrbitProblem, rows: Range<Int>, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let guards = 64
    let poison: Float = -12345
    let count = rows.count * problem.width
    var storage = [Float](repeating: poison, count: count + 2 * guards)
    storage.withUnsafeMutableBufferPointer { buffer in
      EscapeKernel(problem).fill(
        rows: rows, into: UnsafeMutableBufferPointer(rebasing: buffer[guards..<guards + count]))
    }
    #expect(storage.prefix(guards).allSatisfy { $0 == poison }, sourceLocation: sourceLocation)
    #expect(storage.suffix(guards).allSatisfy { $0 == poison }, sourceLocation: sourceLocation)
    for (index, row) in rows.enumerated() {
      for column in 0..<problem.width {
        let value = Double(storage[guards + index * problem.width + column])
        let expected = reference(problem, column: column, row: row)
        guard abs(value - expected) <= 2e-6 * max(1, expected) else {
          Issue.record("column \(column), row \(row): \(value) instead of \(expected)", sourceLocation: sourceLocation)
          return
        }
      }
    }
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

  @Test("the unit disc is the filled Julia set of c = 0")
  func unitDisc() {
    let problem = Self.problem((0, 0), width: 64, height: 64, viewWidth: 4, limit: 2000)
    var counts = [Float](repeating: 0, count: 64 * 64)
    counts.withUnsafeMutableBufferPointer { EscapeKernel(problem).fill(rows: 0..<64, into: $0) }
    for row in 0..<64 {
      for column in 0..<64 {
        let distance = hypot((Double(column) - 31.5) / 16, (Double(row) - 31.5) / 16)
        #expect((counts[row * 64 + column] < 0) == (distance <= 1))
      }
    }
  }
}
