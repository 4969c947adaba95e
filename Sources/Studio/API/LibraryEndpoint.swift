import Animation
import FractalMath
import Production
import ShippedPresets

/// The available presets, palettes and keys: `GET /api/library`, `GET /api/schema`, `POST /api/import-palette`.
enum LibraryEndpoint {
  /// Colours of a palette's swatch.
  private static let swatchColors = 32
  private static let longestImport = 16 << 20

  /// The shipped presets and palettes; created once, on the first request.
  static let list: HTTPResponse = .json(
    .object([
      (
        "presets",
        .array(
          PresetLibrary.entries.compactMap { entry in
            guard let root = try? JSONParser.parse(utf8: Array(entry.bytes)) else { return nil }
            return .object([
              ("name", .string(entry.name)), ("title", root.text("title")), ("description", root.text("description")),
            ])
          })
      ),
      (
        "palettes",
        .array(
          ShippedPalette.names.compactMap(ShippedPalette.named).map { shipped in
            .object([
              ("name", .string(shipped.name)), ("description", .string(shipped.description)),
              ("isCyclic", .bool(shipped.palette.isCyclic)), ("colors", colors(of: shipped.palette)),
              (
                "stops",
                .array(
                  shipped.palette.stops.map {
                    .object([("at", .number($0.position)), ("color", .string($0.color.description))])
                  })
              ),
            ])
          })
      ),
    ]))

  /// The schema without its indentation, more than half of it; created once, on the first request.
  static let schema = HTTPResponse(
    contentType: "application/schema+json; charset=utf-8",
    // No JSON string spans lines.
    body: .bytes(
      PresetJSONSchema.text.utf8.split(separator: UInt8(ascii: "\n")).flatMap { $0.drop { $0 == UInt8(ascii: " ") } }))

  /// Creates what is created on the first request, so that the first page does not wait for it.
  static func prepare() { _ = (schema, list) }

  /// The text of a shipped preset.
  static func preset(_ name: String) throws(HTTPFault) -> HTTPResponse {
    guard let bytes = PresetLibrary.bytes(named: name) else {
      throw HTTPFault(.notFound, "there is no shipped preset of this name")
    }
    return .json(.object([("text", .string(String(decoding: bytes, as: UTF8.self)))]))
  }

  /// The palette in another program's file, or of a picture's colours.
  static func importPalette(_ body: RequestBody) throws(HTTPFault) -> HTTPResponse {
    let name = try body.required("name").string.oneLine
    let text = try body.required("base64").string
    guard text.utf8.count <= longestImport / 3 * 4, let bytes = Base64.bytes(text) else {
      throw HTTPFault(.badRequest, "base64: allowed are up to \(longestImport >> 20) MiB in Base64")
    }
    do throws(PaletteFileError) {
      let reading =
        PicturePalette.isPicture(bytes)
        ? PaletteFile.Reading(
          palette: try PicturePalette.palette(
            bytes: bytes, name: name, colorCount: PicturePalette.usualColorCount))
        : try PaletteFile.palette(bytes: bytes, name: name)
      return .json(
        .object([
          ("palette", JSONFragment(json: reading.palette.document)), ("colors", colors(of: reading.palette)),
          ("notices", .array(reading.notices.map(JSONFragment.string))),
        ]))
    } catch {
      throw HTTPFault(.unprocessable, "\(error)")
    }
  }

  private static func colors(of palette: Palette) -> JSONFragment {
    .array(
      (0..<swatchColors).map { index in
        let light = LinearRGB(palette.color(at: Double(index) / Double(swatchColors)))
        func code(_ part: Double) -> UInt8 { UInt8((255 * min(max(SRGBTransfer.encoded(part), 0), 1)).rounded()) }
        return .string(
          SRGBColor(red: code(light.red), green: code(light.green), blue: code(light.blue)).description)
      })
  }
}

/// Base64 (RFC 4648, section 4), read strictly.
enum Base64 {
  private static let alphabet: [UInt8: UInt8] = {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return Dictionary(uniqueKeysWithValues: letters.utf8.enumerated().map { ($1, UInt8($0)) })
  }()

  /// The bytes that `text` encodes; `nil` if it is not Base64.
  static func bytes(_ text: String) -> [UInt8]? {
    let units = Array(text.utf8)
    guard units.count.isMultiple(of: 4) else { return nil }
    let padding = units.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(units.count / 4 * 3)
    var (group, digits) = (UInt32(0), 0)
    for unit in units.dropLast(padding) {
      guard let value = alphabet[unit] else { return nil }
      group = group << 6 | UInt32(value)
      digits += 1
      if digits == 4 {
        bytes += [
          UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
          UInt8(truncatingIfNeeded: group),
        ]
        (group, digits) = (0, 0)
      }
    }
    switch digits {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
    case 3: bytes += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
    default: return nil
    }
    return bytes
  }
}

extension JSONNode {
  /// The text that a shipped preset has at `key`; an empty one without it.
  fileprivate func text(_ key: String) -> JSONFragment {
    guard case .string(let text) = self[key]?.value else { return .string("") }
    return .string(text)
  }
}
