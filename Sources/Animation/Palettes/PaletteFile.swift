import FractalMath

/// A palette in another program's format.
///
/// The content decides what a file is; its name decides only if the content is ambiguous, and what remains unclear is
/// refused (Docs/Palettes.md lists formats and rules).
package enum PaletteFile {
  /// The most bytes of a palette in a text.
  package static let largestTextSize = 1 << 20
  /// The most colours of a list.
  static let largestColorCount = 4096

  /// The palette read, and notices about it.
  package struct Reading: Sendable {
    /// The palette.
    package var palette: Palette
    /// What is missing from the palette or was assumed: sentences without a full stop.
    package var notices: [String]

    package init(palette: Palette, notices: [String] = []) { (self.palette, self.notices) = (palette, notices) }
  }

  /// The palette in `bytes`.
  ///
  /// - Parameters:
  ///   - name: the file's name, for its ending and for errors.
  ///   - format: the file's format; detected if left out.
  ///   - choice: the name, or the number from 1, of one of several palettes.
  /// - Throws: the first thing that is wrong, with its line.
  /// - Complexity: O(n log n) for n bytes or samples of a gradient.
  package static func palette(
    bytes: [UInt8], name: String, format: PaletteFormat? = nil, choice: String? = nil
  ) throws(PaletteFileError) -> Reading {
    guard bytes.count <= largestTextSize else {
      throw PaletteFileError(
        document: name, line: nil, message: "\(bytes.count) bytes; a palette has at most \(largestTextSize)")
    }
    if RIFFPalette.isRIFF(bytes) {
      return Reading(palette: try RIFFPalette.palette(bytes, name: name))
    }
    let text = try PaletteText(bytes: bytes, name: name)
    let format = if let format { format } else { try PaletteFormat(of: text) }
    let several = SeveralPalettes(text: text, choice: choice)
    switch format {
    case .ultraFractal: return try several.reading(UltraFractalGradient.all(in: text))
    case .css: return try several.reading(CSSGradient.all(in: text))
    case .json: return try several.reading(JSONColors.all(in: text))
    default:
      try several.expectOne()
      return try reading(text, format)
    }
  }

  /// The palette of a format that has one in a file.
  private static func reading(_ text: PaletteText, _ format: PaletteFormat) throws(PaletteFileError) -> Reading {
    switch format {
    case .gimpGradient: try GIMPGradient(text).reading
    case .fractintMap: try FractintMap.reading(text)
    case .triples: try DecimalTriples.reading(text)
    case .gimpPalette: try GIMPPalette.reading(text)
    case .jascPalette: try JASCPalette.reading(text)
    case .colorPaletteTable: try ColorPaletteTable(text).reading
    case .hexAlphaFirst: try HexColorList.reading(text, isAlphaFirst: true)
    case .hex, .ultraFractal, .css, .json: try HexColorList.reading(text)
    }
  }
}

/// The reason why a file is not a palette.
package struct PaletteFileError: Error, Hashable, CustomStringConvertible {
  /// The name of the file.
  package let document: String
  /// The line, counted from 1; `nil` if the error is not at a line.
  package let line: Int?
  /// What is wrong and what is allowed.
  package let message: String

  package init(document: String, line: Int?, message: String) {
    (self.document, self.line, self.message) = (document, line, message)
  }

  /// One line for the user, like `sea.map:17: …`.
  package var description: String { "\(document):\(line.map { "\($0):" } ?? "") \(message)" }
}
