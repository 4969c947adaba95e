import FractalMath

/// Fractint's colour maps: a row for each of 256 colours, red, green and blue, and a comment. They form a circle.
///
/// As in Fractint, values count modulo 256, and rows beyond 256 are ignored; lines that do not begin with a number are
/// comments. Source: Fractint's documentation, "Palette maps", and ValidateLuts in its loadmap.c.
enum FractintMap {
  /// The most rows of a map.
  static let largestRowCount = 256

  /// The palette of a map; fewer than 256 rows are spread over the whole circle.
  static func reading(_ text: PaletteText) throws(PaletteFileError) -> PaletteFile.Reading {
    let rows = text.lines.filter { $0.text.utf8.first?.beginsNumber == true }
    guard !rows.isEmpty else {
      throw text.error(at: nil, "the map is empty; expected \(largestRowCount) rows of red, green and blue")
    }
    var colors: [ColorCodes] = []
    var isModulo = false
    for row in rows.prefix(largestRowCount) {
      let values = row.fields.prefix(3).compactMap { UInt32($0) }
      guard values.count == 3 else {
        throw text.error(
          at: row, "found \(row.text.quoted); expected red, green and blue, whole numbers from 0 to 255")
      }
      isModulo = isModulo || values.contains { $0 > 255 }
      colors.append(ColorCodes(parts: values.map { Double($0 % 256) / 255 }))
    }
    var reading = circle(of: colors)
    if isModulo { reading.notices.append("values over 255 count modulo 256, as in Fractint") }
    if rows.count > largestRowCount {
      reading.notices.append("rows after the first \(largestRowCount) are left out, as in Fractint")
    }
    return reading
  }

  /// The cyclic palette of evenly spaced `colors`, with as few stops as possible.
  static func circle(of colors: [ColorCodes]) -> PaletteFile.Reading {
    let count = Double(colors.count)
    let pieces = colors.indices.map { row in
      PiecewiseGradient.Piece(
        from: Double(row) / count, Oklab(LinearRGB(colors[row].color)), to: Double(row + 1) / count,
        Oklab(LinearRGB(colors[(row + 1) % colors.count].color)))
    }
    return PiecewiseGradient(pieces: pieces, isCyclic: true).reading
  }
}
