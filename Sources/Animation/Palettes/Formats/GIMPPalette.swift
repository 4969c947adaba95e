import FractalMath

/// A palette of GIMP (`.gpl`), also of Inkscape and Krita: after a heading one row per colour, with red, green, blue
/// and its name.
///
/// Source of the format: app/core/gimppalette-load.c of GIMP 2.10.
enum GIMPPalette {
  /// The first line of every palette.
  static let firstLine = "GIMP Palette"

  static func reading(_ text: PaletteText) throws(PaletteFileError) -> PaletteFile.Reading {
    guard text.lines.first?.text.hasPrefix(firstLine) == true else {
      throw text.error(at: text.lines.first, "a palette of GIMP begins with the line “\(firstLine)”")
    }
    var list = ColorList(text)
    for line in text.lines.dropFirst() where !isHeading(line.text) {
      let parts = line.words.prefix(3).compactMap { UInt8($0) }
      guard parts.count == 3 else {
        throw text.error(
          at: line, "found \(line.text.quoted); expected red, green and blue, whole numbers from 0 to 255, and a name")
      }
      try list.append(SRGBColor(red: parts[0], green: parts[1], blue: parts[2]), line: line.number)
    }
    guard !list.colors.isEmpty else { throw text.error(at: nil, "there is no colour; expected red, green and blue") }
    return list.reading
  }

  private static func isHeading(_ line: Substring) -> Bool {
    ["#", "Name:", "Columns:", "Channels:"].contains { line.hasPrefix($0) }
  }
}
