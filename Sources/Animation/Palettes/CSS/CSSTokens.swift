/// Parts of CSS: words and arguments, with parentheses keeping their contents together.
enum CSSTokens {
  /// The parts between white space, commas, semicolons, quotation marks and brackets.
  static func words(of text: Substring) -> [Substring] {
    parts(of: text) { $0.isWhiteSpace || ",;\"'`[]{}".utf8.contains($0) }
  }

  /// The parts between commas.
  static func arguments(of text: Substring) -> [Substring] {
    parts(of: text) { $0 == UInt8(ascii: ",") }.map(\.trimmingWhiteSpace)
  }

  private static func parts(of text: Substring, separatedBy isSeparator: (UInt8) -> Bool) -> [Substring] {
    var depth = 0
    return text.parts { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return depth <= 0 && isSeparator(byte)
    }
  }

  /// `text` with its comments, from `/*` to `*/`, replaced by spaces; line breaks are kept.
  static func withoutRemarks(_ text: [UInt8]) -> [UInt8] {
    var result = text
    var isRemark = false
    var place = 0
    while place < text.count {
      let next = place + 1 < text.count ? text[place + 1] : 0
      let mark = isRemark ? (UInt8(ascii: "*"), UInt8(ascii: "/")) : (UInt8(ascii: "/"), UInt8(ascii: "*"))
      let isMark = (text[place], next) == mark
      let end = isMark ? place + 2 : place + 1
      if isMark || isRemark {
        for covered in place..<end where text[covered] != 10 && text[covered] != 13 {
          result[covered] = UInt8(ascii: " ")
        }
      }
      if isMark { isRemark.toggle() }
      place = end
    }
    return result
  }
}
