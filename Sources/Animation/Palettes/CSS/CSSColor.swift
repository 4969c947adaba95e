import FractalMath

/// A colour as CSS writes it: `#rrggbb`, `#rgb`, either with opacity behind it, `rgb()`, `hsl()`, or a name.
///
/// Source: CSS Color Module Level 4, sections 5 to 7.
struct CSSColor {
  let codes: ColorCodes
  /// Opacity, 0…1.
  let alpha: Double

  var isOpaque: Bool { alpha >= 1 }

  /// Reads a word; `nil` for anything else.
  init?(_ word: Substring) {
    if word.utf8.first == UInt8(ascii: "#") {
      self.init(hex: word.dropFirst())
    } else if word.utf8.last == UInt8(ascii: ")") {
      self.init(function: word)
    } else {
      let name = word.lowercased()
      if name == "transparent" {
        self.init(codes: ColorCodes(repeating: 0), alpha: 0)
      } else if let value = CSSColorNames.values[name] {
        self.init(codes: Self.codes(value), alpha: 1)
      } else {
        return nil
      }
    }
  }

  private init(codes: ColorCodes, alpha: Double) { (self.codes, self.alpha) = (codes, alpha) }

  /// Reads three, four, six or eight hexadecimal digits, those of the opacity last.
  init?(hex digits: Substring) {
    let count = digits.utf8.count
    guard [3, 4, 6, 8].contains(count), digits.utf8.allSatisfy(\.isHexadecimal) else { return nil }
    let long = count <= 4 ? Substring(digits.flatMap { [$0, $0] }) : digits
    guard let value = UInt32(long, radix: 16) else { return nil }
    let hasAlpha = long.utf8.count == 8
    codes = Self.codes(hasAlpha ? value >> 8 : value)
    alpha = hasAlpha ? Double(value & 0xFF) / 255 : 1
  }

  /// Reads `rgb(…)`, `rgba(…)`, `hsl(…)` and `hsla(…)`, with commas or without.
  private init?(function: Substring) {
    guard let open = function.utf8.firstIndex(of: UInt8(ascii: "(")) else { return nil }
    let name = function[..<open].lowercased()
    let arguments = function[open...].dropFirst().dropLast().parts { $0.isWhiteSpace || ",/".utf8.contains($0) }
    guard (3...4).contains(arguments.count), let alpha = arguments.count == 4 ? Self.part(arguments[3], of: 1) : 1
    else { return nil }
    self.alpha = alpha
    switch name {
    case "rgb", "rgba":
      let parts = arguments.prefix(3).compactMap { Self.part($0, of: 255) }
      guard parts.count == 3 else { return nil }
      codes = 255 * ColorCodes(parts[0], parts[1], parts[2])
    case "hsl", "hsla":
      guard let hue = CSSAngle.turns(arguments[0]), let saturation = Self.part(arguments[1], of: 100),
        let lightness = Self.part(arguments[2], of: 100)
      else { return nil }
      codes = HueSaturationValue(hue: hue, saturation: saturation, lightness: lightness).codes
    default: return nil
    }
  }

  /// A percentage, or a number of which the whole has so many, as a part of the whole from 0 to 1.
  private static func part(_ text: Substring, of whole: Double) -> Double? {
    let isPercentage = text.utf8.last == UInt8(ascii: "%")
    guard let value = (isPercentage ? text.dropLast() : text).decimal else { return nil }
    return min(max(value / (isPercentage ? 100 : whole), 0), 1)
  }

  private static func codes(_ value: UInt32) -> ColorCodes {
    ColorCodes(Double(value >> 16 & 0xFF), Double(value >> 8 & 0xFF), Double(value & 0xFF))
  }
}

/// Angles as CSS writes them.
enum CSSAngle {
  private static let units: [(name: String, perTurn: Double)] = [
    ("grad", 400), ("deg", 360), ("rad", 2 * .pi), ("turn", 1), ("", 360),
  ]

  /// `90deg`, `0.25turn`, `100grad`, `1.57rad`, or a number of degrees, in turns.
  static func turns(_ text: Substring) -> Double? {
    for unit in units where text.hasSuffix(unit.name) {
      return text.dropLast(unit.name.count).decimal.map { $0 / unit.perTurn }
    }
    return nil
  }
}
