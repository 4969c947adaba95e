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
    let formula: FractalFormula
    /// Its group is the formula's name.
    let orbit: OraclePoint

    init(line: Substring) throws {
      let columns = line.split(separator: ",").map(String.init)
      try #require(columns.count == 14, "\(line)")
      formula =
        switch columns[0] {
        case "tricorn": .tricorn
        case "burning-ship": .burningShip
        case "celtic": .celtic
        case "buffalo": .buffalo
        case "phoenix":
          .phoenix(
            real: try #require(Double(columns[2]), "\(line)"), imaginary: try #require(Double(columns[3]), "\(line)"))
        default: .power(degree: try #require(Int(columns[1]), "\(line)"))
        }
      orbit = try OraclePoint(group: columns[0] + " " + columns[1], columns: Array(columns[4...]), of: line)
    }

    /// Points by formula.
    static func recorded() throws -> [String: [Point]] {
      let file = Repository.root.appendingPathComponent("Tests/Oracle/formula-counts.csv")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      return Dictionary(grouping: try lines.dropFirst().map { try Point(line: $0) }, by: \.orbit.group)
    }
  }

  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)

  /// The value of the one pixel of a frame that is centred on the point; with an interior that is not flat, from the loop that looks at each
  /// step.
  private static func value(_ point: Point, _ instructionSet: InstructionSet, everyStep: Bool) -> Float {
    var problem = OrbitProblem(
      formula: point.formula, juliaConstant: point.orbit.constant, width: 1, height: 1, center: point.orbit.start,
      columnStep: (0x1p-60, 0), escapeRadius: OraclePoint.escapeRadius, maximumIterations: point.orbit.limit)
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
          let orbit = point.orbit
          let place: Comment = "\(instructionSet), \(name), \(point), every step: \(everyStep)"
          if value < 0 {
            #expect(orbit.count < 0 || orbit.possibleCounts.upperBound > orbit.limit, place)
          } else {
            #expect(orbit.count >= 0 || orbit.possibleCounts.lowerBound <= orbit.limit, place)
          }
          guard orbit.isCertain else { continue }
          certain += everyStep ? 0 : 1
          guard orbit.count >= 0, value >= 0 else { continue }
          escaping += everyStep ? 0 : 1
          let tolerance = max(4e-6, 8 * Double(Float(orbit.smoothCount).ulp)) + orbit.smoothCountError
          #expect(abs(value - orbit.smoothCount) <= tolerance, place)
        }
      }
      #expect(certain >= 250 && escaping >= 200, "\(name): \(certain) known, \(escaping) of them escape")
    }
  }
}
