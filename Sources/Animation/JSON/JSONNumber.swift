/// Numbers as JSON writes them.
enum JSONNumber {
  /// Reads a number and returns its text.
  static func read(from cursor: inout ScalarCursor) throws(JSONSyntaxError) -> String {
    var text = ""
    if cursor.skip("-") { text += "-" }
    let start = cursor.position
    let nonFinite = cursor.take { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
    if !nonFinite.isEmpty {
      let reason = isNonFinite(nonFinite) ? "a number must be finite" : "a number has digits after its sign"
      throw JSONSyntaxError(position: start, message: "“\(text)\(nonFinite.printable)” is not a value: \(reason)")
    }
    let whole = try digits(from: &cursor, after: "the minus sign")
    if whole.count > 1 && whole.first == "0" {
      throw JSONSyntaxError(position: start, message: "a number has no leading zeros")
    }
    text += whole
    if cursor.skip(".") { text += "." + (try digits(from: &cursor, after: "the decimal point")) }
    if let mark = cursor.current, mark == "e" || mark == "E" {
      cursor.advance()
      text += "e"
      if cursor.skip("-") { text += "-" } else { _ = cursor.skip("+") }
      text += try digits(from: &cursor, after: "the exponent's e")
    }
    return text
  }

  /// The finite number that `text` writes in JSON's grammar; `nil` if it is not a number or too large.
  static func value(of text: String) -> Double? {
    guard let number = numeral(text), let value = Double(number), value.isFinite else { return nil }
    return value
  }

  /// Whether `text` writes a number in JSON's grammar, however large.
  static func isNumeral(_ text: String) -> Bool { numeral(text) != nil }

  private static func numeral(_ text: String) -> String? {
    guard
      var cursor = try? ScalarCursor(utf8: Array(text.utf8)),
      let number = try? read(from: &cursor), cursor.current == nil
    else { return nil }
    return number
  }

  /// Whether `text` is a programming language's spelling of a non-finite number, or a number too large.
  static func isNonFinite(_ text: String) -> Bool {
    guard let value = Double(text) else { return false }
    return !value.isFinite
  }

  /// The shortest text that reads back as exactly `value`, which must be finite; whole numbers without `.0`.
  static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func digits(from cursor: inout ScalarCursor, after mark: String) throws(JSONSyntaxError) -> String {
    let digits = cursor.take { ("0"..."9").contains($0) }
    if digits.isEmpty { throw cursor.unexpected("expected a digit after \(mark)") }
    return digits
  }
}
