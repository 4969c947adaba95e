import FractalMath

/// A list of colours like `#00a1ff` or `00a1ff`, one or more in a line, with commas or white space between them. Lines that begin with `;` or
/// `//` are remarks.
enum HexColorList {
  /// The most colours of a list.
  static let largestColorCount = 256

  /// The cyclic palette with the list's colours at even distances; a last colour that repeats the first is the closing one.
  static func palette(_ file: PaletteFile) throws(PaletteFileError) -> Palette {
    var colors: [SRGBColor] = []
    for line in file.lines where !line.text.hasPrefix(";") && !line.text.hasPrefix("//") {
      for word in line.text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
        guard let color = SRGBColor(hex: word.hasPrefix("#") ? String(word) : "#\(word)") else {
          throw file.error(at: line, "found “\(String(word).printable)”; expected a colour #rrggbb or #rgb")
        }
        guard colors.count < largestColorCount else {
          throw file.error(at: line, "a list has at most \(largestColorCount) colours")
        }
        colors.append(color)
      }
    }
    guard !colors.isEmpty else { throw file.error(at: nil, "there is no colour; expected #rrggbb or #rgb") }
    if colors.count > 1 && colors.last == colors.first { colors.removeLast() }
    let stops = colors.enumerated().map { index, color in
      Palette.Stop(position: SampledPalette.rounded(Double(index) / Double(colors.count)), color: color)
    }
    return Palette(stops: stops, isCyclic: true)
  }
}
