import EscapeKernels
import Foundation
import OrbitTypes
import Testing

/// The kernels against exact arithmetic: they may differ only where double precision itself must (Theory.md, "Accuracy").
@Suite("EscapeKernel and the oracle")
struct OracleTests {
  /// Points of a group on record whose count double precision cannot know, and how many of them differ in fact.
  private struct Share {
    var uncertain = 0
    var differingOnBaseline = 0
    var differingOnFused = 0

    func differing(_ instructionSet: InstructionSet) -> Int {
      instructionSet == .baseline ? differingOnBaseline : differingOnFused
    }
  }

  /// The groups in which some counts are uncertain. In all others every count is that of exact arithmetic.
  private static let shares = [
    "1e-10 from J": Share(uncertain: 1),
    "1e-12 from J": Share(uncertain: 1),
    "1e-13 from J": Share(uncertain: 6),
    "1e-14 from J": Share(uncertain: 12, differingOnBaseline: 2),
    "1e-15 from J": Share(uncertain: 24, differingOnBaseline: 4, differingOnFused: 2),
    "1e-16 from J": Share(uncertain: 24, differingOnBaseline: 8, differingOnFused: 4),
  ]

  /// The kernel's value for the one pixel of a frame that is centred on the point.
  private static func value(_ point: OraclePoint, instructionSet: InstructionSet) -> Float {
    let problem = OrbitProblem(
      juliaConstant: point.constant, width: 1, height: 1, center: point.start, columnStep: (0x1p-60, 0),
      escapeRadius: OraclePoint.escapeRadius, maximumIterations: point.limit)
    var value = Float.nan
    withUnsafeMutablePointer(to: &value) { pointer in
      _ = EscapeKernel(problem, instructionSet: instructionSet).fill(
        columns: 0..<1, rows: 0..<1, into: UnsafeMutableBufferPointer(start: pointer, count: 1), rowStride: 1)
    }
    return value
  }

  /// The count that a value of the field stands for.
  private static func count(_ value: Float) -> Int { value < 0 ? -1 : Int(value) }

  /// What rounding along the orbit and the evaluation of ν may do to it: the bound of Theory.md.
  private static func smoothCountTolerance(_ point: OraclePoint) -> Double {
    max(2e-6, 4 * Double(Float(point.smoothCount).ulp)) + point.smoothCountError
  }

  /// By how much ν may lie outside n…n + 1: |c|/(2R²·ln R·ln 2), and a thousandth for the terms after it.
  private static func overlap(_ point: OraclePoint) -> Double {
    let radius = OraclePoint.escapeRadius
    return 1.001 * hypot(point.constant.real, point.constant.imaginary) / (2 * radius * radius * log(radius) * log(2))
  }

  /// Whether the count that is read from ν must be the exact one: rounding can neither take the orbit past R in another
  /// step nor take ν past a whole number.
  private static func mustAgree(_ point: OraclePoint) -> Bool {
    guard point.isCertain else { return false }
    let distance = abs(point.smoothCount - point.smoothCount.rounded())
    return point.count < 0 || distance > smoothCountTolerance(point) + overlap(point)
  }

  @Test(
    "counts differ from exact arithmetic only where double precision cannot know them",
    arguments: InstructionSet.allCases.filter(\.isAvailable))
  func counts(instructionSet: InstructionSet) throws {
    for (group, points) in Dictionary(grouping: try OraclePoint.recorded(), by: \.group) {
      var differing = 0
      for point in points {
        let count = Self.count(Self.value(point, instructionSet: instructionSet))
        if count != point.count { differing += 1 }
        if Self.mustAgree(point) {
          #expect(count == point.count, "\(instructionSet), \(point)")
        } else if count < 0 {
          #expect(point.possibleCounts.upperBound > point.limit, "\(instructionSet), \(point)")
        } else {
          // Next to a whole number, ν may be read as the count before.
          let readable = point.possibleCounts.lowerBound - 1...point.possibleCounts.upperBound
          #expect(readable.contains(count), "\(instructionSet), \(point): \(count)")
        }
      }
      let share = Self.shares[group] ?? Share()
      #expect(points.count { !$0.isCertain } <= share.uncertain, "\(group)")
      #expect(differing <= share.differing(instructionSet), "\(instructionSet), \(group)")
    }
  }

  @Test(
    "smooth counts are within the propagated error of exact arithmetic",
    arguments: InstructionSet.allCases.filter(\.isAvailable))
  func smoothCounts(instructionSet: InstructionSet) throws {
    let escaping = try OraclePoint.recorded().filter { $0.count >= 0 && $0.possibleCounts.upperBound <= $0.limit }
    #expect(escaping.count > 400)
    for point in escaping {
      let value = Double(Self.value(point, instructionSet: instructionSet))
      let difference = abs(value - point.smoothCount)
      #expect(difference <= Self.smoothCountTolerance(point), "\(instructionSet), \(point): \(value)")
    }
  }

  @Test("the smooth count lies between the count and the next, but for the overlap that theory states")
  func countsFromSmoothCounts() throws {
    for point in try OraclePoint.recorded() where point.count >= 0 {
      let overlap = Self.overlap(point) + 1e-9
      #expect(point.smoothCount >= Double(point.count) - overlap, "\(point)")
      #expect(point.smoothCount < Double(point.count + 1) + overlap, "\(point)")
    }
  }
}
