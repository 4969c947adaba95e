import FractalMath

/// A table of colours: a row for each, red, green and blue as decimal numbers, integers from 0 to 255 or fractions from
/// 0 to 1. The colours form a circle. Lines that begin with a letter or a mark are comments.
enum DecimalTriples {
  /// The palette of a table.
  static func reading(_ text: PaletteText) throws(PaletteFileError) -> PaletteFile.Reading {
    let rows = text.lines.filter { $0.text.utf8.first?.beginsNumber == true }
    guard !rows.isEmpty else {
      throw text.error(at: nil, "there is no colour; expected rows of red, green and blue")
    }
    let areFractions = rows.contains { $0.text.utf8.contains(UInt8(ascii: ".")) }
    var colors: [ColorCodes] = []
    for row in rows {
      guard let values = values(of: row), values.allSatisfy({ (0...255).contains($0) }) else {
        throw text.error(
          at: row, "found \(row.text.quoted); expected red, green and blue, numbers from 0 to 255 or all from 0 to 1")
      }
      guard colors.count < PaletteFile.largestColorCount else {
        throw text.error(at: row, "a table has at most \(PaletteFile.largestColorCount) colours")
      }
      colors.append(ColorCodes(values[0], values[1], values[2]))
    }
    let largest = colors.map { $0.max() }.max() ?? 0
    if largest <= 1 {
      guard areFractions || largest == 0 else {
        throw text.error(
          at: rows.first,
          "the numbers are only 0 and 1: write 0.0 and 1.0 for fractions, or use --format map if 255 is the maximum"
        )
      }
      colors = colors.map { $0 * 255 }
    }
    return FractintMap.circle(of: colors)
  }

  /// Whether each line except comments is a row of three numbers. A single row of three digits each could also be three
  /// colours.
  static func kinds(of text: PaletteText) -> [PaletteFormat] {
    let rows = text.lines.filter { $0.text.utf8.first?.beginsNumber == true }
    guard !rows.isEmpty, rows.allSatisfy({ values(of: $0) != nil }),
      !text.lines.contains(where: HexColorList.beginsWithMarkedColor)
    else { return [] }
    let canBeHex = rows.allSatisfy { $0.fields.count == 3 && $0.fields.allSatisfy { $0.utf8.count == 3 } }
    let isOutside = rows.contains { (values(of: $0)?.max() ?? 0) > 256 }
    return canBeHex && (rows.count == 1 || isOutside) ? [.triples, .fractintMap, .hex] : [.triples, .fractintMap]
  }

  /// The three numbers of a row, which a comment may follow, but no fourth number.
  private static func values(of row: PaletteText.Line) -> [Double]? {
    let fields = row.fields
    let values = fields.prefix(3).compactMap(\.decimal)
    guard values.count == 3, fields.count == 3 || fields[3].decimal == nil else { return nil }
    return values
  }
}

extension UInt8 {
  /// Whether a decimal number can begin with this character code.
  var beginsNumber: Bool { isDigit || "+-.".utf8.contains(self) }
  /// Whether this is the code of a hexadecimal digit.
  var isHexadecimal: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }
}
