/// Reads a JSON string with its escapes.
///
/// Also refused, beyond JSON's grammar: more than `mostMarks` combining marks in a row. No language uses them (Unicode
/// Standard Annex #15, section 13, "Stream-Safe Text Format"), and comparing texts takes quadratic time in their
/// number.
enum JSONStringReader {
  private static let mostMarks = 30

  /// Reads from the opening to the closing quote and returns the text between them.
  static func read(from cursor: inout ScalarCursor) throws(JSONSyntaxError) -> String {
    let start = cursor.position
    cursor.advance()
    var text = String.UnicodeScalarView()
    var marks = 0
    while let scalar = cursor.current {
      switch scalar {
      case "\"":
        cursor.advance()
        return String(text)
      case "\\":
        let position = cursor.position
        let escaped = try escape(from: &cursor)
        try count(escaped, at: position, &marks)
        text.append(escaped)
      case "\n", "\r":
        throw JSONSyntaxError(position: start, message: "this string is not closed at the end of its line")
      case _ where scalar.value < 0x20:
        throw JSONSyntaxError(
          position: cursor.position,
          message: "\(ScalarCursor.codePoint(scalar)) must be written as an escape within a string")
      default:
        try count(scalar, at: cursor.position, &marks)
        text.append(scalar)
        cursor.advance()
      }
    }
    throw JSONSyntaxError(position: start, message: "this string is not closed")
  }

  private static func count(
    _ scalar: Unicode.Scalar, at position: TextPosition, _ marks: inout Int
  ) throws(JSONSyntaxError) {
    // The first combining mark is U+0300.
    marks = scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered ? marks + 1 : 0
    if marks > mostMarks {
      throw JSONSyntaxError(position: position, message: "more than \(mostMarks) combining marks in a row")
    }
  }

  private static func escape(from cursor: inout ScalarCursor) throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = cursor.position
    cursor.advance()
    let scalar: Unicode.Scalar
    switch cursor.current {
    case "\"": scalar = "\""
    case "\\": scalar = "\\"
    case "/": scalar = "/"
    case "b": scalar = "\u{8}"
    case "f": scalar = "\u{C}"
    case "n": scalar = "\n"
    case "r": scalar = "\r"
    case "t": scalar = "\t"
    case "u":
      cursor.advance()
      return try unicodeEscape(from: &cursor, start: start)
    default:
      throw cursor.unexpected("expected one of \" \\ / b f n r t u after the backslash")
    }
    cursor.advance()
    return scalar
  }

  /// The scalar of `\u` and four hexadecimal digits, or of two of these that are a surrogate pair (RFC 8259, section 7).
  private static func unicodeEscape(
    from cursor: inout ScalarCursor, start: TextPosition
  ) throws(JSONSyntaxError) -> Unicode.Scalar {
    let lone = JSONSyntaxError(position: start, message: "this surrogate has no partner")
    let first = try hexadecimalDigits(from: &cursor)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, cursor.skip("\\"), cursor.skip("u") else { throw lone }
    let second = try hexadecimalDigits(from: &cursor)
    guard (0xDC00...0xDFFF).contains(second) else { throw lone }
    guard let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else { throw lone }
    return scalar
  }

  private static func hexadecimalDigits(from cursor: inout ScalarCursor) throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = cursor.current, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw cursor.unexpected("expected four hexadecimal digits after \\u")
      }
      value = value << 4 + UInt32(digit)
      cursor.advance()
    }
    return value
  }
}
