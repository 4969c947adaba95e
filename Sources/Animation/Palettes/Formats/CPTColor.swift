import FractalMath

/// A colour of a colour palette table: `r/g/b`, `h-s-v`, `c/m/y/k`, `#rrggbb`, a grey, a name; or its numbers as
/// separate words. An at sign and a transparency may follow.
struct CPTColor {
  /// The meaning of three or four numbers.
  enum Model {
    case rgb, hsv, cmyk
  }

  let codes: ColorCodes
  let isTransparent: Bool
  /// The colour by its hue, if the file gives it so.
  private let hsv: HueSaturationValue?

  init?(_ words: [Substring], model: Model) {
    guard words.count == 1 else {
      self.init(numbers: words.map(\.decimal), model, isTransparent: false)
      return
    }
    let halves = words[0].parts { $0 == UInt8(ascii: "@") }
    guard let word = halves.first, halves.count == 1 || halves.count == 2 && halves[1].decimal != nil else {
      return nil
    }
    let isTransparent = halves.count == 2 && halves[1].decimal != 0
    let hyphenated = word.parts { $0 == UInt8(ascii: "-") }
    if word.utf8.contains(UInt8(ascii: "/")) {
      let numbers = word.parts { $0 == UInt8(ascii: "/") }.map(\.decimal)
      self.init(numbers: numbers, numbers.count == 4 ? .cmyk : .rgb, isTransparent: isTransparent)
    } else if hyphenated.count == 3 {
      self.init(numbers: hyphenated.map(\.decimal), .hsv, isTransparent: isTransparent)
    } else if let grey = word.decimal {
      self.init(numbers: [grey, grey, grey], .rgb, isTransparent: isTransparent)
    } else if let codes = Self.named(word) {
      self.init(codes: codes, isTransparent: isTransparent)
    } else {
      return nil
    }
  }

  private init(codes: ColorCodes, isTransparent: Bool, hsv: HueSaturationValue? = nil) {
    (self.codes, self.isTransparent, self.hsv) = (codes, isTransparent, hsv)
  }

  /// The colour of numbers, all of which are required.
  private init?(numbers: [Double?], _ model: Model, isTransparent: Bool) {
    let values = numbers.compactMap { $0 }
    guard values.count == numbers.count, values.count == (model == .cmyk ? 4 : 3) else { return nil }
    switch model {
    case .rgb:
      guard values.allSatisfy((0...255).contains) else { return nil }
      self.init(codes: ColorCodes(values[0], values[1], values[2]), isTransparent: isTransparent)
    case .hsv:
      guard (-3600...3600).contains(values[0]), values[1...].allSatisfy((0...1).contains) else { return nil }
      let hsv = HueSaturationValue(hue: values[0] / 360, saturation: values[1], value: values[2])
      self.init(codes: hsv.codes, isTransparent: isTransparent, hsv: hsv)
    case .cmyk:
      guard values.allSatisfy((0...100).contains) else { return nil }
      let parts = values.map { 1 - $0 / 100 }
      self.init(codes: 255 * parts[3] * ColorCodes(parts[0], parts[1], parts[2]), isTransparent: isTransparent)
    }
  }

  /// A CSS name, `gray0` to `gray100`, or `#rrggbb`.
  private static func named(_ word: Substring) -> ColorCodes? {
    let name = word.lowercased()
    if name.hasPrefix("gray") || name.hasPrefix("grey"), let percentage = Double(name.dropFirst(4)),
      (0...100).contains(percentage)
    {
      return ColorCodes(repeating: 2.55 * percentage)
    }
    guard !name.contains("("), name != "transparent" else { return nil }
    return CSSColor(word)?.codes
  }

  /// The colours from here to `other`: by their hues if the table has them, interpolated as numbers, or linearly.
  func way(to other: CPTColor, model: Model) -> (Double) -> ColorCodes {
    if model == .hsv, let first = hsv, let last = other.hsv {
      return { first.mixed(with: last, fraction: $0).codes }
    }
    return { codes.mixed(with: other.codes, fraction: $0) }
  }
}
