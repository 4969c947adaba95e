import FractalMath

/// Colours in a row, as lists and palettes of drawing programs have them.
struct ColorList {
  let text: PaletteText
  private(set) var colors: [SRGBColor] = []
  private var isOpaque = true

  init(_ text: PaletteText) { self.text = text }

  /// Adds a colour that stands in the line `number`.
  mutating func append(_ color: SRGBColor, isOpaque: Bool = true, line number: Int) throws(PaletteFileError) {
    guard colors.count < PaletteFile.largestColorCount else {
      throw text.error(at: number, "a list has at most \(PaletteFile.largestColorCount) colours")
    }
    colors.append(color)
    self.isOpaque = self.isOpaque && isOpaque
  }

  /// The cyclic palette with the colours, at least one, at even distances; a last one that repeats the first is the closing one.
  var reading: PaletteFile.Reading {
    PaletteFile.Reading(palette: Self.palette(colors), notices: isOpaque ? [] : [AlphaNotice.text])
  }

  static func palette(_ colors: [SRGBColor]) -> Palette {
    let turn = colors.count > 1 && colors.last == colors.first ? colors.dropLast() : colors[...]
    let stops = turn.enumerated().map { index, color in
      Palette.Stop(position: PiecewiseGradient.rounded(Double(index) / Double(turn.count)), color: color)
    }
    return Palette(stops: stops, isCyclic: true)
  }
}
