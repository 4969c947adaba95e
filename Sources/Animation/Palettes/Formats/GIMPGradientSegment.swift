import RealModule

/// A segment of a GIMP gradient: its ends, its middle, a colour at each end and the blending between them.
struct GIMPGradientSegment {
  /// Its left end, 0…1.
  let left: Double
  /// Its right end, 0…1.
  let right: Double
  /// The colour at its left end.
  let start: ColorCodes
  /// The colour at its right end.
  let end: ColorCodes
  /// Whether both ends are opaque.
  let isOpaque: Bool
  /// Whether a colour is one of GIMP's current foreground and background colours.
  let hasCurrentColor: Bool

  private let middle: Double
  private let blending: Blending
  private let coloring: Coloring
  /// The file's numbers for the right end: red, green, blue and opacity.
  private let endNumbers: [Double]
  private let endOrigin: Origin

  /// The blend function between the colours; raw values are the file's numbers.
  private enum Blending: Int {
    case linear, curved, sine, sphereIncreasing, sphereDecreasing, step
  }

  /// The space in which the colours are mixed; raw values are the file's numbers.
  private enum Coloring: Int {
    case rgb, hueCounterClockwise, hueClockwise
  }

  /// The source of an end's colour; raw values are the file's numbers.
  private enum Origin: Int {
    case fixed, foreground, transparentForeground, background, transparentBackground

    func color(_ numbers: [Double]) -> ColorCodes {
      switch self {
      case .fixed: ColorCodes(parts: numbers)
      case .foreground, .transparentForeground: ColorCodes(repeating: 0)
      case .background, .transparentBackground: ColorCodes(repeating: 255)
      }
    }

    func isOpaque(_ numbers: [Double]) -> Bool {
      switch self {
      case .fixed: numbers[3] == 1
      case .foreground, .background: true
      case .transparentForeground, .transparentBackground: false
      }
    }
  }

  /// Smaller widths count as zero.
  private static let epsilon = 1e-10
  /// How far a rounded number may be outside its range.
  private static let slack = 1e-6

  /// Reads a line; `nil` if it is not a segment.
  ///
  /// - Parameter before: the previous segment, from which a line that begins with a plus continues.
  init?(line: Substring, after before: GIMPGradientSegment?) {
    // Older versions of GIMP wrote decimal commas in some locales.
    let text = line.utf8.contains(UInt8(ascii: ",")) ? line.replacing(",", with: ".")[...] : line
    let goesOn = text.utf8.first == UInt8(ascii: "+")
    let words = (goesOn ? text.dropFirst() : text).parts { $0.isWhiteSpace }
    let numberCount = goesOn ? 6 : 11
    let numbers = words.prefix(numberCount).compactMap(\.decimal)
    let range = -Self.slack...1 + Self.slack
    guard words.count >= numberCount + 2, numbers.count == numberCount, numbers.allSatisfy(range.contains),
      let blending = Int(words[numberCount]).flatMap(Blending.init),
      let coloring = Int(words[numberCount + 1]).flatMap(Coloring.init)
    else { return nil }
    let origins = words.dropFirst(numberCount + 2).prefix(2).map { Int($0).flatMap(Origin.init) }
    guard !origins.contains(nil) else { return nil }
    let clamped = numbers.map { min(max($0, 0), 1) }
    if goesOn {
      guard let before else { return nil }
      self.init(
        places: [before.right] + clamped[..<2], colors: [before.endNumbers, Array(clamped[2...])],
        origins: [before.endOrigin, .fixed], blending, coloring)
    } else {
      let fixed = origins.compactMap { $0 } + [.fixed, .fixed]
      self.init(
        places: Array(clamped[..<3]), colors: [Array(clamped[3..<7]), Array(clamped[7...])], origins: fixed, blending,
        coloring)
    }
  }

  private init?(
    places: [Double], colors: [[Double]], origins: [Origin], _ blending: Blending, _ coloring: Coloring
  ) {
    guard places[0] <= places[1] + Self.slack, places[1] <= places[2] + Self.slack else { return nil }
    (left, right) = (places[0], max(places[2], places[0]))
    middle = min(max(places[1], left), right)
    (start, end) = (origins[0].color(colors[0]), origins[1].color(colors[1]))
    isOpaque = origins[0].isOpaque(colors[0]) && origins[1].isOpaque(colors[1])
    hasCurrentColor = origins[0] != .fixed || origins[1] != .fixed
    (endNumbers, endOrigin) = (colors[1], origins[1])
    (self.blending, self.coloring) = (blending, coloring)
  }

  /// The segment as pieces: two if the blending has a corner in its middle.
  var pieces: [PiecewiseGradient.Piece] {
    let width = right - left
    guard width >= Self.epsilon else { return [] }
    let middle = (self.middle - left) / width
    guard blending != .curved else {
      let exponent = .log(0.5) / .log(min(max(middle, Self.epsilon), 1 - Self.epsilon))
      return [PiecewiseGradient.Piece(from: left, to: right) { color(.pow($0, exponent)) }]
    }
    // The position advances evenly within each half, over half of the whole.
    return [
      PiecewiseGradient.Piece(from: left, to: self.middle) { color(factor(0.5 * $0, isSecondHalf: false)) },
      PiecewiseGradient.Piece(from: self.middle, to: right) { color(factor(0.5 + 0.5 * $0, isSecondHalf: true)) },
    ]
  }

  /// The share of the end's colour at the fraction `way`, 0…1.
  private func factor(_ way: Double, isSecondHalf: Bool) -> Double {
    switch blending {
    case .linear, .curved: way
    case .sine: (.sin(.pi * (way - 0.5)) + 1) / 2
    case .sphereIncreasing: .sqrt(1 - (way - 1) * (way - 1))
    case .sphereDecreasing: 1 - .sqrt(1 - way * way)
    case .step: isSecondHalf ? 1 : 0
    }
  }

  /// The colour with the share `factor` of the end's.
  private func color(_ factor: Double) -> ColorCodes {
    if coloring == .rgb { return start.mixed(with: end, fraction: factor) }
    let first = HueSaturationValue(start)
    var last = HueSaturationValue(end)
    // Equal hues are a whole turn apart.
    if coloring == .hueCounterClockwise && last.hue <= first.hue { last.hue += 1 }
    if coloring == .hueClockwise && last.hue >= first.hue { last.hue -= 1 }
    return first.mixed(with: last, fraction: factor).codes
  }
}
