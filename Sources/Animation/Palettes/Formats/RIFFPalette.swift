import FractalMath

/// Microsoft's palettes (`.pal`): a RIFF file of the form PAL with a chunk `data`, which has a version and the number
/// of colours, in two bytes each, then red, green, blue and flags of each in four.
///
/// Source: "Multimedia Programming Interface and Data Specifications 1.0", Microsoft and IBM, 1991.
enum RIFFPalette {
  /// Whether `bytes` begin like such a file.
  static func isRIFF(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 12 && bytes.starts(with: Array("RIFF".utf8)) && bytes[8..<12].elementsEqual(Array("PAL ".utf8))
  }

  static func palette(_ bytes: [UInt8], name: String) throws(PaletteFileError) -> Palette {
    var rest = bytes.dropFirst(12)
    while rest.count >= 8 {
      let isData = rest.starts(with: Array("data".utf8))
      let size = number(rest.dropFirst(4).prefix(4))
      let chunk = rest.dropFirst(8).prefix(size)
      guard isData else {
        // Chunks begin at even offsets.
        rest = rest.dropFirst(8).dropFirst(size + size % 2)
        continue
      }
      let count = number(chunk.dropFirst(2).prefix(2))
      let entries = chunk.dropFirst(4)
      guard (1...PaletteFile.largestColorCount).contains(count), entries.count >= 4 * count else { break }
      let first = entries.startIndex
      return ColorList.palette(
        (0..<count).map { index in
          let place = first + 4 * index
          return SRGBColor(red: entries[place], green: entries[place + 1], blue: entries[place + 2])
        })
    }
    throw PaletteFileError(
      document: name, line: nil,
      message: "the RIFF palette is damaged: it has no chunk of 1 to \(PaletteFile.largestColorCount) colours")
  }

  /// A little-endian number.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
