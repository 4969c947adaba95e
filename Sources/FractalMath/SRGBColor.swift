import RealModule

/// A colour as people write it: 8-bit sRGB components, `#rrggbb`, and its opacity.
public struct SRGBColor: Hashable, Sendable, CustomStringConvertible {
  /// Red, 0…255.
  public var red: UInt8
  /// Green, 0…255.
  public var green: UInt8
  /// Blue, 0…255.
  public var blue: UInt8
  /// How much it covers, from 0, nothing, to 255, everything.
  public var opacity: UInt8

  /// The colour with the given components, by default opaque.
  public init(red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// Reads `#rrggbb` or `#rgb`, in either case; `nil` for anything else.
  public init?(hex text: String) {
    guard text.utf8.first == UInt8(ascii: "#") else { return nil }
    let digits = text.utf8.dropFirst().map { Character(UnicodeScalar($0)).hexDigitValue }
    let values = digits.compactMap { $0 }
    guard values.count == digits.count, values.count == 6 || values.count == 3 else { return nil }
    // A single digit stands for two.
    let pairs = values.count == 6 ? values : values.flatMap { [$0, $0] }
    let bytes: [Int] = [0, 2, 4].map { pairs[$0] * 16 + pairs[$0 + 1] }
    self.init(red: UInt8(bytes[0]), green: UInt8(bytes[1]), blue: UInt8(bytes[2]))
  }

  /// Reads what `init(hex:)` reads, `#rrggbbaa`, `#rgba` and `transparent`; `nil` for anything else.
  public init?(translucent text: String) {
    if text == "transparent" {
      self.init(red: 0, green: 0, blue: 0, opacity: 0)
      return
    }
    let digits = text.utf8.count - 1
    guard digits == 8 || digits == 4 else {
      self.init(hex: text)
      return
    }
    let tail = text.utf8.suffix(digits / 4).map { Character(UnicodeScalar($0)).hexDigitValue }
    guard let color = SRGBColor(hex: String(text.prefix(1 + digits / 4 * 3))), let high = tail[0],
      let low = tail.last ?? nil
    else { return nil }
    self.init(red: color.red, green: color.green, blue: color.blue, opacity: UInt8(16 * high + low))
  }

  /// Written like `#00a1ff`, with two more digits if it is not opaque.
  public var description: String {
    let parts = [red, green, blue] + (isOpaque ? [] : [opacity])
    return "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Whether nothing is seen through it.
  public var isOpaque: Bool { opacity == 255 }
}

/// The transfer function between linear light and sRGB signal values (IEC 61966-2-1).
///
/// Film signals use it too: a palette's `#rrggbb` then decodes from the film as the same `#rrggbb`, as every RGB player
/// and converter expects (Theory.md, "Colour").
public enum SRGBTransfer {
  /// Signal value of the light `x`; both 0…1, values outside are clipped.
  public static func encoded(_ x: Double) -> Double {
    let light = min(max(x, 0), 1)
    return light <= 0.0031308 ? 12.92 * light : 1.055 * Double.pow(light, 1 / 2.4) - 0.055
  }

  /// Light of the signal value `x`; both 0…1.
  public static func linear(_ x: Double) -> Double {
    x <= 0.04045 ? x / 12.92 : Double.pow((x + 0.055) / 1.055, 2.4)
  }
}

/// A colour in Y′CbCr of ITU-R BT.709, limited range, in unrounded 8-bit code values.
public struct YCbCr709: Hashable, Sendable {
  /// Luma, 16 (black) … 235 (white).
  public var luma: Double
  /// Blue difference, 16…240, 128 is neutral.
  public var blueDifference: Double
  /// Red difference, 16…240, 128 is neutral.
  public var redDifference: Double

  /// The code values of the signal values `red`, `green`, `blue`, each 0…1.
  ///
  /// Source: Recommendation ITU-R BT.709-6, items 3.2 to 3.5.
  public init(red: Double, green: Double, blue: Double) {
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    luma = 16 + 219 * y
    blueDifference = 128 + 224 * (blue - y) / 1.8556
    redDifference = 128 + 224 * (red - y) / 1.5748
  }
}
