import FractalMath

/// A list of colours like `#00a1ff` or `00a1ff`, one or more per line, separated by commas or white space, optionally
/// in quotes and brackets, or as the address of a palette at coolors.co. Lines that begin with `;` or `//` are
/// comments.
enum HexColorList {
  /// A word of a file, and its line.
  private typealias Word = (text: Substring, line: Int)

  /// The distinctive part of palette addresses.
  private static let address = "coolors.co/"

  /// The palette of the list.
  ///
  /// - Parameter isAlphaFirst: whether eight digits without a number sign begin with the opacity, as in paint.net.
  static func reading(_ text: PaletteText, isAlphaFirst: Bool = false) throws(PaletteFileError) -> PaletteFile.Reading {
    var list = ColorList(text)
    for word in words(of: text) {
      guard let color = color(word.text, isAlphaFirst: isAlphaFirst) else {
        throw text.error(at: word.line, "found \(word.text.quoted); expected a colour #rrggbb or #rgb")
      }
      try list.append(color.codes.color, isOpaque: color.isOpaque, line: word.line)
    }
    guard !list.colors.isEmpty else { throw text.error(at: nil, "there is no colour; expected #rrggbb or #rgb") }
    return list.reading
  }

  /// The possible formats of `text` as a list of colours: none, one, or two if eight digits are ambiguous.
  static func kinds(of text: PaletteText) -> [PaletteFormat] {
    let words = words(of: text).map(\.text)
    guard words.allSatisfy({ color($0, isAlphaFirst: false) != nil }) else { return [] }
    // Only decimal numbers of up to three digits are more likely a table of red, green and blue.
    guard words.contains(where: { $0.utf8.count > 3 || !$0.utf8.allSatisfy(\.isDigit) }) else { return [] }
    let ambiguous = words.filter { $0.utf8.count == 8 && digits(of: $0) == $0 }.map { $0.lowercased() }
    guard !ambiguous.isEmpty else { return [.hex] }
    if text.lines.contains(where: isRemarkOfPaintNET) { return [.hexAlphaFirst] }
    switch (ambiguous.allSatisfy { $0.hasPrefix("ff") }, ambiguous.allSatisfy { $0.hasSuffix("ff") }) {
    case (true, false): return [.hexAlphaFirst]
    case (false, true): return [.hex]
    default: return [.hex, .hexAlphaFirst]
    }
  }

  /// Whether a line begins with a colour that has a number sign.
  static func beginsWithMarkedColor(_ line: PaletteText.Line) -> Bool {
    guard let first = line.fields.first, first.utf8.first == UInt8(ascii: "#") else { return false }
    return CSSColor(hex: first.dropFirst()) != nil
  }

  private static func isRemarkOfPaintNET(_ line: PaletteText.Line) -> Bool {
    guard line.text.utf8.first == UInt8(ascii: ";") else { return false }
    let remark = line.text.lowercased()
    return remark.contains("paint.net") || remark.contains("aarrggbb")
  }

  private static func words(of text: PaletteText) -> [Word] {
    text.lines.flatMap { line -> [Word] in
      guard !line.text.hasPrefix(";"), !line.text.hasPrefix("//") else { return [] }
      return words(of: line.text).map { ($0, line.number) }
    }
  }

  private static func words(of line: Substring) -> [Substring] {
    guard let place = line.firstRange(of: address) else { return CSSTokens.words(of: line) }
    let path = line[place.upperBound...].parts { $0.isWhiteSpace || "?#\"'".utf8.contains($0) }.first
    return path?.parts { $0 == UInt8(ascii: "/") }.last?.parts { $0 == UInt8(ascii: "-") } ?? []
  }

  private static func color(_ word: Substring, isAlphaFirst: Bool) -> CSSColor? {
    guard let digits = digits(of: word) else { return CSSColor(word) }
    guard isAlphaFirst && digits.utf8.count == 8 else { return CSSColor(hex: digits) }
    return CSSColor(hex: digits.dropFirst(2) + digits.prefix(2))
  }

  /// The three, six or eight hexadecimal digits of a word without a number sign.
  private static func digits(of word: Substring) -> Substring? {
    let digits = word.hasPrefix("0x") || word.hasPrefix("0X") ? word.dropFirst(2) : word
    return [3, 6, 8].contains(digits.utf8.count) && digits.utf8.allSatisfy(\.isHexadecimal) ? digits : nil
  }
}
