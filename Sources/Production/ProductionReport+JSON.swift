import Foundation

extension ProductionReport {
  /// Writes the report as JSON, keys in alphabetical order.
  public func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try PendingFile.write(Array(try encoder.encode(self)) + [UInt8(ascii: "\n")], to: path)
  }
}
