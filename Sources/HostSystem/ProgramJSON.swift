import Foundation

/// The JSON that programs read: plans, lists of segments, statistics, progress, reports. All of it is written here, from `Encodable` values.
///
/// What people write is read by Animation's parser, which knows the line and the column of each value.
package enum ProgramJSON {
  /// `value` on one line without a newline, keys in alphabetical order.
  package static func line(_ value: some Encodable) throws -> [UInt8] { try bytes(value, []) }

  /// `value` on indented lines, keys in alphabetical order, with a newline at the end.
  package static func document(_ value: some Encodable) throws -> [UInt8] {
    try bytes(value, .prettyPrinted) + [UInt8(ascii: "\n")]
  }

  /// The value of `type` in `bytes`, which the program itself wrote.
  package static func value<Value: Decodable>(_ type: Value.Type, in bytes: some Sequence<UInt8>) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: infinity, negativeInfinity: "-" + infinity, nan: notANumber)
    return try decoder.decode(type, from: Data(bytes))
  }

  private static func bytes(_ value: some Encodable, _ layout: JSONEncoder.OutputFormatting) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = layout.union([.sortedKeys, .withoutEscapingSlashes])
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinity, negativeInfinity: "-" + infinity, nan: notANumber)
    return Array(try encoder.encode(value))
  }

  /// Words for numbers that JSON does not have.
  private static let infinity = "infinity"
  private static let notANumber = "nan"
}
