import FractalMath

/// A colour in JSON, and its position if given.
struct JSONColor {
  let place: Double?
  let line: Int
  private let value: Value

  private enum Value {
    case css(CSSColor)
    /// Red, green and blue, and whether one is written as a fraction; with or without opacity.
    case numbers([Double], isFraction: Bool)
  }

  private static let colorKeys = ["color", "colour", "hex", "value", "rgb", "css"]
  private static let placeKeys = ["at", "position", "pos", "offset", "stop", "location", "x", "t"]
  private static let componentKeys = [["r", "g", "b"], ["red", "green", "blue"]]

  /// Reads an element of a list; `nil` if it is not a colour.
  init?(_ node: JSONNode) {
    line = node.line
    switch node.value {
    case .object:
      let components = Self.componentKeys.map { $0.compactMap { node[$0] } }.first { $0.count == 3 }
      let color = components.map { Self.numbers($0) } ?? Self.colorKeys.compactMap { node[$0] }.first.map(Self.value)
      guard let value = color ?? nil else { return nil }
      self.value = value
      let placeNode = Self.placeKeys.compactMap { node[$0] }.first
      place = placeNode.flatMap(Self.place)
      guard placeNode == nil || place != nil else { return nil }
    case .array(let parts) where parts.count == 2:
      guard let place = Self.place(parts[0]), let value = Self.value(parts[1]) else { return nil }
      (self.place, self.value) = (place, value)
    default:
      guard let value = Self.value(node) else { return nil }
      (place, self.value) = (nil, value)
    }
  }

  /// A number, or a percentage in quotes.
  private static func place(_ node: JSONNode) -> Double? {
    switch node.value {
    case .number(let text): text[...].decimal
    case .string(let text) where text.hasSuffix("%"): text.dropLast().decimal
    default: nil
    }
  }

  private static func value(_ node: JSONNode) -> Value? {
    switch node.value {
    case .string(let text):
      let word = text[...].trimmingWhiteSpace
      return (CSSColor(word) ?? CSSColor(hex: word)).map(Value.css)
    case .array(let parts) where (3...4).contains(parts.count): return numbers(parts)
    default: return nil
    }
  }

  private static func numbers(_ nodes: [JSONNode]) -> Value? {
    let texts = nodes.compactMap { if case .number(let text) = $0.value { text } else { nil } }
    let values = texts.compactMap { $0[...].decimal }
    guard values.count == nodes.count, values.allSatisfy((0...255).contains) else { return nil }
    return .numbers(values, isFraction: texts.prefix(3).contains { $0.contains(".") || $0.contains("e") })
  }

  /// The maximum of colour components: 255, or 1 if none is larger and one is written as a fraction.
  static func whole(of colors: [JSONColor], in text: PaletteText) throws(PaletteFileError) -> Double {
    var (largest, hasFraction) = (0.0, false)
    for case .numbers(let values, let isFraction) in colors.map(\.value) {
      largest = max(largest, values.prefix(3).max() ?? 0)
      hasFraction = hasFraction || isFraction
    }
    if largest == 1 && !hasFraction {
      throw text.error(
        at: colors.first?.line ?? 1,
        "the numbers are only 0 and 1: write 1.0 if 1 is the maximum; if 255 is, one must be over 1")
    }
    return largest <= 1 && hasFraction ? 1 : 255
  }

  /// The colour, whose components are fractions of `whole`.
  func color(whole: Double) -> SRGBColor {
    switch value {
    case .css(let color): color.codes.color
    case .numbers(let values, _): ColorCodes(parts: values.map { $0 / whole }).color
    }
  }

  var isOpaque: Bool {
    switch value {
    case .css(let color): color.isOpaque
    case .numbers(let values, _): values.count < 4 || values[3] == 1 || values[3] == 255
    }
  }
}
