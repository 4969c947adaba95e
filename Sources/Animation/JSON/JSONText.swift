/// Compact JSON, put together from the texts of its parts.
enum JSONText {
  /// `value`, which must be finite, with the fewest digits that read back as the same number.
  static func number(_ value: Double) -> String { JSONNumber.text(value) }

  static func boolean(_ value: Bool) -> String { value ? "true" : "false" }

  /// `value` in quotes, with only those characters escaped that JSON demands.
  static func string(_ value: String) -> String {
    var text = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += ["\\", scalar]
      case "\n": text += ["\\", "n"]
      case "\r": text += ["\\", "r"]
      case "\t": text += ["\\", "t"]
      case _ where scalar.value < 0x20:
        text += ((scalar.value < 0x10 ? "\\u000" : "\\u00") + String(scalar.value, radix: 16)).unicodeScalars
      default: text.append(scalar)
      }
    }
    text.append("\"")
    return String(text)
  }

  /// An array of elements that are JSON texts.
  static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

  /// An object of keys and values that are JSON texts.
  static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { string($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
  }
}
