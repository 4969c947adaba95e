import Foundation

/// The file that a report will be written to, whose place is tried before the production begins, so that an unwritable one is known
/// then.
public struct ReportFile {
  private let path: String
  private let partialFiles: PartialFiles

  /// A report to be written to `path`; `partialFiles` lists the file until it is complete.
  public init(path: String, partialFiles: PartialFiles = PartialFiles()) throws(ProductionError) {
    // Made and dropped: an empty one that waits would stay where the process is killed.
    _ = try PendingFile(path: path, among: partialFiles)
    self.path = path
    self.partialFiles = partialFiles
  }

  /// Writes `report` as JSON, keys in alphabetical order, numbers that JSON has not as words, and gives the file its name.
  public func write(_ report: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try PendingFile(path: path, among: partialFiles).commit(Array(try encoder.encode(report)) + [UInt8(ascii: "\n")])
  }
}
