import FractalMath

/// Fractint's colour maps: a row for each of 256 colours, red, green and blue from 0 to 255, and a remark. They are run through in a
/// circle.
///
/// Source: Fractint's documentation, "Palette maps".
enum FractintMap {
  /// The most rows of a map.
  static let largestRowCount = 256

  /// The palette of a map; fewer rows than 256 are spread over the whole circle.
  static func palette(_ file: PaletteFile) throws(PaletteFileError) -> Palette {
    guard !file.lines.isEmpty else {
      throw file.error(at: nil, "the map is empty; expected \(largestRowCount) rows of red, green and blue")
    }
    var samples: [Palette.Stop] = []
    for (row, line) in file.lines.enumerated() {
      guard row < largestRowCount else {
        throw file.error(at: line, "a map has at most \(largestRowCount) rows")
      }
      let parts = line.words.prefix(3).compactMap { UInt8($0) }
      guard parts.count == 3 else {
        throw file.error(
          at: line, "found “\(line.text.printable)”; expected red, green and blue, whole numbers from 0 to 255")
      }
      samples.append(
        Palette.Stop(
          position: Double(row) / Double(file.lines.count),
          color: SRGBColor(red: parts[0], green: parts[1], blue: parts[2])))
    }
    return SampledPalette(samples: samples, isCyclic: true).palette(largestStopCount: largestRowCount)
  }
}
