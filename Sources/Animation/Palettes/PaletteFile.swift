import FractalMath

/// A palette as another program wrote it: a GIMP gradient, a Fractint map, or a list of colours.
///
/// Gradients know themselves by their first line, maps are files whose name ends in `.map`, and everything else is a list.
package struct PaletteFile {
  /// A line that is not empty, and its number, counted from 1.
  struct Line {
    let number: Int
    let text: String
    /// What stands between white space.
    var words: [Substring] { text.split(whereSeparator: \.isWhitespace) }
  }

  /// How errors call the file.
  let name: String
  let lines: [Line]

  /// The palette in `bytes`, text in UTF-8.
  ///
  /// - Parameter name: the file's name, for its ending and for errors.
  /// - Throws: the first thing that is wrong, with its line.
  package static func palette(bytes: [UInt8], name: String) throws(PaletteFileError) -> Palette {
    let file = PaletteFile(bytes: bytes, name: name)
    let lowercased = name.lowercased()
    if file.lines.first?.text == GIMPGradient.firstLine || lowercased.hasSuffix(".ggr") {
      return try GIMPGradient(file).palette
    }
    return try lowercased.hasSuffix(".map") ? FractintMap.palette(file) : HexColorList.palette(file)
  }

  init(bytes: [UInt8], name: String) {
    self.name = name
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.lines = lines.enumerated().compactMap { index, line in
      let words = String(decoding: line, as: UTF8.self)
      guard let first = words.firstIndex(where: { !$0.isWhitespace }),
        let last = words.lastIndex(where: { !$0.isWhitespace })
      else { return nil }
      return Line(number: index + 1, text: String(words[first...last]))
    }
  }

  /// What is wrong at `line`, or where that is missing, at the end of the file.
  func error(at line: Line?, _ message: String) -> PaletteFileError {
    PaletteFileError(document: name, line: line?.number ?? lines.last?.number ?? 1, message: message)
  }
}

/// Why a file is no palette.
package struct PaletteFileError: Error, Hashable, CustomStringConvertible {
  /// How the file is called.
  package let document: String
  /// The line, counted from 1.
  package let line: Int
  /// What is wrong and what would be right.
  package let message: String

  /// One line for the user, like `sea.map:17: …`.
  package var description: String { "\(document):\(line): \(message)" }
}
