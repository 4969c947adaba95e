import Foundation
import TestSupport
import Testing

/// What exact arithmetic says about one orbit: a line of Tests/Oracle/escape-counts.csv.
///
/// The record is written by Tests/Oracle/record.py, on purpose only; what the columns mean stands there, and why in Theory.md, "Accuracy".
struct OraclePoint: Sendable {
  /// Where the point was drawn.
  let group: String
  /// The constant c.
  let constant: (real: Double, imaginary: Double)
  /// The orbit's first point.
  let start: (real: Double, imaginary: Double)
  /// Steps after which the orbit is given up.
  let limit: Int
  /// n, the first step with |zₙ| > 256; −1 where there is none up to the limit.
  let count: Int
  /// ν, to twelve digits, or −1.
  let smoothCount: Double
  /// The most by which rounding in double precision can move ν; may be infinite.
  let smoothCountError: Double
  /// The steps in which an orbit in double precision may be the first to have |z| > 256; limit + 1 stands for never.
  let possibleCounts: ClosedRange<Int>

  /// The escape radius of the record.
  static let escapeRadius = 256.0

  /// Whether no rounding in double precision can change the count.
  var isCertain: Bool { possibleCounts.count == 1 }

  /// All points on record.
  static func recorded() throws -> [OraclePoint] {
    let file = Repository.root.appendingPathComponent("Tests/Oracle/escape-counts.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return try lines.dropFirst().map { try OraclePoint(line: $0) }
  }

  private init(line: Substring) throws {
    let columns = line.split(separator: ",").map(String.init)
    try #require(columns.count == 11, "\(line)")
    try self.init(group: columns[0], columns: Array(columns[1...]), of: line)
  }

  /// The point of a line whose `columns` these are, from c on.
  init(group: String, columns: [String], of line: Substring) throws {
    func number(_ column: Int) throws -> Double { try #require(Double(columns[column]), "\(line)") }
    func integer(_ column: Int) throws -> Int { try #require(Int(columns[column]), "\(line)") }
    self.group = group
    constant = (try number(0), try number(1))
    start = (try number(2), try number(3))
    limit = try integer(4)
    count = try integer(5)
    smoothCount = try number(6)
    smoothCountError = try number(7)
    possibleCounts = try integer(8)...integer(9)
  }
}
