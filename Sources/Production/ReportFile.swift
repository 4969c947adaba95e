import Foundation

/// The file that a report will be written to; made, empty and under a passing name, before the production begins, so that
/// an unwritable place is known then.
public struct ReportFile: ~Copyable {
  private let file: PendingFile

  /// A report to be written to `path`.
  ///
  /// - Parameter partialFiles: where the file is noted until it is complete.
  public init(path: String, partialFiles: PartialFiles = PartialFiles()) throws(ProductionError) {
    file = try PendingFile(path: path, among: partialFiles)
  }

  /// Writes `report` as JSON, keys in alphabetical order, numbers that JSON has not as words, and gives the file its name.
  public consuming func write(_ report: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try file.commit(Array(try encoder.encode(report)) + [UInt8(ascii: "\n")])
  }
}
