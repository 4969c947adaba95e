import FractalMath

/// A sequence of colours, as in lists and palettes of drawing programs.
struct ColorList {
  let text: PaletteText
  private(set) var colors: [SRGBColor] = []
  private var isOpaque = true

  init(_ text: PaletteText) { self.text = text }

  /// Adds the colour in line `number`.
  mutating func append(_ color: SRGBColor, isOpaque: Bool = true, line number: Int) throws(PaletteFileError) {
    guard colors.count < PaletteFile.largestColorCount else {
      throw text.error(at: number, "a list has at most \(PaletteFile.largestColorCount) colours")
    }
    colors.append(color)
    self.isOpaque = self.isOpaque && isOpaque
  }

  /// The cyclic palette with the colours, at least one, evenly spaced; a last one equal to the first closes it.
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
