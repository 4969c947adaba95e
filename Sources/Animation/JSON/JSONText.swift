/// Compact JSON, assembled from the texts of its parts.
package enum JSONText {
  /// `value`, which must be finite, with the fewest digits that read back as the same number.
  static func number(_ value: Double) -> String { JSONNumber.text(value) }

  static func boolean(_ value: Bool) -> String { value ? "true" : "false" }

  /// `value` in quotes, with only those characters escaped that JSON requires.
  package static func string(_ value: String) -> String { string(value) { $0.value < 0x20 } }

  /// The same with unprintable characters escaped too: safe for a terminal, and the same value.
  static func printableString(_ value: String) -> String { string(value) { $0.value < 0x20 || $0.isUnprintable } }

  private static func string(_ value: String, isEscaped: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += ["\\", scalar]
      case "\n": text += ["\\", "n"]
      case "\r": text += ["\\", "r"]
      case "\t": text += ["\\", "t"]
      case _ where isEscaped(scalar):
        for unit in String(scalar).utf16 { text += escape(unit).unicodeScalars }
      default: text.append(scalar)
      }
    }
    text.append("\"")
    return String(text)
  }

  /// `\u` and four hexadecimal digits.
  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// An array of elements that are JSON texts.
  static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

  /// An object of keys and values that are JSON texts.
  package static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { string($0.key) + ":" + $0.value }.joined(separator: ",") + "}"
  }
}
