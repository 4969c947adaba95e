/// The formats of palette files; raw values are those of `--format`.
package enum PaletteFormat: String, CaseIterable, Sendable {
  case gimpGradient = "ggr"
  case fractintMap = "map"
  case triples
  case hex
  case hexAlphaFirst = "paintnet"
  case gimpPalette = "gpl"
  case jascPalette = "pal"
  case ultraFractal = "ugr"
  case colorPaletteTable = "cpt"
  case css
  case json

  /// The formats by file extension.
  private static let extensions: [String: PaletteFormat] = [
    "ggr": .gimpGradient, "map": .fractintMap, "hex": .hex, "gpl": .gimpPalette, "pal": .jascPalette,
    "ugr": .ultraFractal, "upr": .ultraFractal, "cpt": .colorPaletteTable, "css": .css, "scss": .css, "json": .json,
  ]

  /// The formats of files that begin with a heading, in any case.
  private static let headed: [PaletteFormat] = [.gimpGradient, .gimpPalette]

  /// The format of `text`: by its content, or if that is ambiguous, by its name.
  ///
  /// Rows of numbers or colours are never a GIMP gradient or palette without its heading: such a file is damaged.
  /// - Throws: if the content is ambiguous and the name matches none of the candidates.
  init(of text: PaletteText) throws(PaletteFileError) {
    let byName = text.name.split(separator: ".").last.flatMap { Self.extensions[$0.lowercased()] }
    let kinds = Self.kinds(of: text)
    let areRows = kinds.allSatisfy { [.triples, .fractintMap, .hex, .hexAlphaFirst].contains($0) }
    if let byName, kinds.isEmpty || kinds.contains(byName) || areRows && Self.headed.contains(byName) {
      self = byName
    } else if Set(kinds).subtracting([.fractintMap]).count > 1 {
      let options = kinds.map { "--format \($0.rawValue)" }.joined(separator: " or ")
      throw text.error(at: text.lines.first, "the colours are ambiguous; use \(options)")
    } else {
      self = kinds.first ?? .hex
    }
  }

  /// The possible formats of the content, the likeliest first; none if it is damaged or no palette.
  private static func kinds(of text: PaletteText) -> [PaletteFormat] {
    guard let first = text.lines.first?.text else { return [] }
    if first == GIMPGradient.firstLine[...] { return [.gimpGradient] }
    if first.hasPrefix(GIMPPalette.firstLine) { return [.gimpPalette] }
    if first == JASCPalette.firstLine[...] { return [.jascPalette] }
    let lowercased = text.lines.map { $0.text.lowercased() }
    if lowercased.contains(where: { $0.contains("gradient(") }) { return [.css] }
    if lowercased.contains(where: { $0.contains("gradient:") || ($0.contains("index=") && $0.contains("color=")) }) {
      return [.ultraFractal]
    }
    let isJSON = first.hasPrefix("[") || first.hasPrefix("{")
    if isJSON && (try? JSONParser.parse(utf8: text.utf8)) != nil { return [.json] }
    let colors = HexColorList.kinds(of: text)
    if !colors.isEmpty { return colors }
    if isJSON { return [.json] }
    let slices = text.lines.filter { ColorPaletteTable.isSlice($0) }
    let table = slices.isEmpty && !lowercased.contains { $0.contains("color_model") } ? [] : [colorPaletteTable]
    return table + DecimalTriples.kinds(of: text)
  }
}
