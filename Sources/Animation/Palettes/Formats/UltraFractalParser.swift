/// Reads the blocks of Ultra Fractal's files: `name { section: key=value … }`, with comments from a semicolon to the
/// end of a line.
struct UltraFractalParser {
  /// A word without quotation marks, and its line.
  private typealias Word = (text: Substring, line: Int)

  private let text: PaletteText
  private var found: [(name: String, gradient: UltraFractalGradient)] = []

  init(text: PaletteText) { self.text = text }

  /// The gradients of all blocks.
  mutating func gradients() throws(PaletteFileError) -> [(name: String, gradient: UltraFractalGradient)] {
    var name = "gradient"
    var section: Substring = ""
    var gradient = UltraFractalGradient()
    var index: Int?
    for word in text.lines.flatMap(Self.words) {
      if word.text == "}" || (word.text.hasSuffix(":") && !word.text.contains("=")) {
        section = word.text
        index = nil
        if section != "opacity:" { keep(&gradient, name) }
      } else if section != "gradient:" && section != "opacity:" {
        if word.text != "{" && !word.text.contains("=") { name = String(word.text) }
      } else if let mark = word.text.utf8.firstIndex(of: UInt8(ascii: "=")) {
        let (key, value) = (word.text[..<mark], word.text[mark...].dropFirst())
        if key == "index" {
          guard let number = Int(value), abs(number) < 1 << 20 else { throw fault(word) }
          index = number
        } else if section == "gradient:" && key == "color" {
          guard let place = index, gradient.take(color: value, at: place) else { throw fault(word) }
        } else if section == "gradient:" {
          guard gradient.take(key, value) else { throw fault(word) }
        } else if key == "opacity" {
          gradient.take(opacity: value)
        }
      }
    }
    keep(&gradient, name)
    return found
  }

  private mutating func keep(_ gradient: inout UltraFractalGradient, _ name: String) {
    if gradient.hasColors { found.append((name, gradient)) }
    gradient = UltraFractalGradient()
  }

  private func fault(_ word: Word) -> PaletteFileError {
    text.error(
      at: word.line,
      "found \(word.text.quoted); expected index=PLACE and then color=NUMBER, whole numbers, at most "
        + "\(PiecewiseGradient.largestPieceCount) of them")
  }

  /// The words of a line; braces are separate words, and quoted text is not split.
  private static func words(of line: PaletteText.Line) -> [Word] {
    var words: [Word] = []
    var rest = line.text.utf8[...]
    while let first = rest.first, first != UInt8(ascii: ";") {
      if first.isWhiteSpace {
        rest = rest.dropFirst()
      } else if "{}".utf8.contains(first) {
        words.append((Substring(rest.prefix(1)), line.number))
        rest = rest.dropFirst()
      } else {
        var isQuoted = false
        let end =
          rest.firstIndex { byte in
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            return !isQuoted && (byte.isWhiteSpace || "{};".utf8.contains(byte))
          } ?? rest.endIndex
        words.append((Substring(rest[..<end]).withoutQuotes, line.number))
        rest = rest[end...]
      }
    }
    return words
  }
}

extension Substring {
  /// `key="value"` without its quotation marks.
  fileprivate var withoutQuotes: Substring {
    guard let mark = utf8.firstIndex(of: UInt8(ascii: "\"")) else { return self }
    return self[..<mark] + self[mark...].parts { $0 == UInt8(ascii: "\"") }.joined()
  }
}
