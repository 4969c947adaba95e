import FractalMath
import ShippedPresets

/// A shipped palette, which presets refer to by name.
package struct ShippedPalette: Sendable {
  /// The name: its file's name without the extension.
  package let name: String
  /// Its appearance.
  package let description: String
  /// The colours.
  package let palette: Palette

  /// The largest `Palette.unevenness` of palettes whose steps count as even.
  package static let largestEvenness = 1.1

  /// The names of all, in alphabetical order.
  package static let names = PaletteLibrary.entries.map(\.name)

  /// The palette called `name`; `nil` if there is none.
  package static func named(_ name: String) -> ShippedPalette? {
    guard let bytes = PaletteLibrary.bytes(named: name), let root = try? JSONParser.parse(utf8: bytes) else {
      return nil
    }
    var context = DecodingContext()
    let palette = Palette.schema.decode(root, &context)
    guard context.diagnostics.isEmpty, case .string(let description) = root["description"]?.value else { return nil }
    return ShippedPalette(name: name, description: description, palette: palette)
  }
}

extension Palette {
  /// The palette as readable JSON for `shading.palette`, one stop per line, without a trailing newline.
  package var document: String {
    let stops = stops.map {
      "    { \"at\": \(JSONText.number($0.position)), \"color\": \(JSONText.string($0.color.description)) }"
    }
    return """
      {
        "space": "oklab",
        "cyclic": \(JSONText.boolean(isCyclic)),
        "stops": [
      \(stops.joined(separator: ",\n"))
        ]
      }
      """
  }
}
