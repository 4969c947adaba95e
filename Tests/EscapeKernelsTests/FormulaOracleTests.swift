import EscapeKernels
import Foundation
import FractalMath
import OrbitTypes
import TestSupport
import Testing

/// The kernels' other formulas against exact arithmetic, as `OracleTests` has it for z² + c.
@Suite("Formulas and the oracle")
struct FormulaOracleTests {
  /// A line of Tests/Oracle/formula-counts.csv, which record-formulas.py writes.
  private struct Point {
    let name: String
    let formula: FractalFormula
    let constant: (real: Double, imaginary: Double)
    let start: (real: Double, imaginary: Double)
    let limit: Int
    let count: Int
    let smoothCount: Double
    let smoothCountError: Double
    let possibleCounts: ClosedRange<Int>

    init(line: Substring) throws {
      let columns = line.split(separator: ",").map(String.init)
      try #require(columns.count == 14, "\(line)")
      func number(_ column: Int) throws -> Double { try #require(Double(columns[column]), "\(line)") }
      func integer(_ column: Int) throws -> Int { try #require(Int(columns[column]), "\(line)") }
      name = columns[0] + " " + columns[1]
      formula =
        switch columns[0] {
        case "tricorn": .tricorn
        case "burning-ship": .burningShip
        case "celtic": .celtic
        case "buffalo": .buffalo
        case "phoenix": .phoenix(real: try number(2), imaginary: try number(3))
        default: .power(degree: try integer(1))
        }
      constant = (try number(4), try number(5))
      start = (try number(6), try number(7))
      limit = try integer(8)
      count = try integer(9)
      smoothCount = try number(10)
      smoothCountError = try number(11)
      possibleCounts = try integer(12)...integer(13)
    }

    /// Points by formula.
    static func recorded() throws -> [String: [Point]] {
      let file = Repository.root.appendingPathComponent("Tests/Oracle/formula-counts.csv")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      return Dictionary(grouping: try lines.dropFirst().map { try Point(line: $0) }, by: \.name)
    }
  }

  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)

  /// The value of the one pixel of a frame that is centred on the point; with an interior that is not flat, from the loop that looks at each
  /// step.
  private static func value(_ point: Point, _ instructionSet: InstructionSet, everyStep: Bool) -> Float {
    var problem = OrbitProblem(
      formula: point.formula, juliaConstant: point.constant, width: 1, height: 1, center: point.start,
      columnStep: (0x1p-60, 0), escapeRadius: 256, maximumIterations: point.limit)
    if everyStep { problem.channels.interior = .period }
    var value = Float.nan
    withUnsafeMutablePointer(to: &value) { pointer in
      _ = EscapeKernel(problem, instructionSet: instructionSet).fill(
        columns: 0..<1, rows: 0..<1, into: UnsafeMutableBufferPointer(start: pointer, count: 1), rowStride: 1)
    }
    return value
  }

  @Test("counts differ from exact arithmetic only where double precision cannot know them", arguments: instructionSets)
  func counts(instructionSet: InstructionSet) throws {
    let points = try Point.recorded()
    #expect(points.count == 11 && points.values.allSatisfy { $0.count >= 500 })
    for (name, points) in points {
      var (certain, escaping) = (0, 0)
      for point in points {
        for everyStep in [false, true] {
          let value = Double(Self.value(point, instructionSet, everyStep: everyStep))
          let place: Comment = "\(instructionSet), \(name), \(point), every step: \(everyStep)"
          if value < 0 {
            #expect(point.count < 0 || point.possibleCounts.upperBound > point.limit, place)
          } else {
            #expect(point.count >= 0 || point.possibleCounts.lowerBound <= point.limit, place)
          }
          guard point.possibleCounts.count == 1 else { continue }
          certain += everyStep ? 0 : 1
          guard point.count >= 0, value >= 0 else { continue }
          escaping += everyStep ? 0 : 1
          let tolerance = max(4e-6, 8 * Double(Float(point.smoothCount).ulp)) + point.smoothCountError
          #expect(abs(value - point.smoothCount) <= tolerance, place)
        }
      }
      #expect(certain >= 250 && escaping >= 200, "\(name): \(certain) known, \(escaping) of them escape")
    }
  }
}
