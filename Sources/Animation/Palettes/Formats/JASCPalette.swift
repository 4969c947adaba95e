import FractalMath

/// A palette of Paint Shop Pro (`.pal`): the lines JASC-PAL and 0100, the number of colours, and a row for each of red,
/// green and blue, which some programs follow with opacity.
enum JASCPalette {
  /// The first line of every palette.
  static let firstLine = "JASC-PAL"

  static func reading(_ text: PaletteText) throws(PaletteFileError) -> PaletteFile.Reading {
    guard text.lines.first?.text == firstLine[...] else {
      throw text.error(at: text.lines.first, "such a palette begins with the line “\(firstLine)”")
    }
    guard text.lines.count >= 3, text.lines[1].text == "0100",
      let count = Int(text.lines[2].text), (1...PaletteFile.largestColorCount).contains(count)
    else {
      throw text.error(
        at: text.lines.dropFirst().first,
        "expected the line 0100 and the number of colours, from 1 to \(PaletteFile.largestColorCount)")
    }
    let rows = text.lines.dropFirst(3)
    var list = ColorList(text)
    for row in rows.prefix(count) {
      let parts = row.words.compactMap { UInt8($0) }
      guard parts.count == row.words.count, (3...4).contains(parts.count) else {
        throw text.error(
          at: row, "found \(row.text.quoted); expected red, green and blue, whole numbers from 0 to 255")
      }
      try list.append(
        SRGBColor(red: parts[0], green: parts[1], blue: parts[2]), isOpaque: parts.count < 4 || parts[3] == 255,
        line: row.number)
    }
    guard rows.count == count else {
      throw text.error(at: rows.last, "\(count) colours were announced, but \(rows.count) lines follow")
    }
    return list.reading
  }
}
