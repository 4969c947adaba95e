import FractalMath
import RealModule

/// A segment of a GIMP gradient.
struct GIMPGradientSegment {
  /// Where it begins, 0…1.
  let left: Double
  /// Where it ends, 0…1.
  let right: Double

  private let middle: Double
  private let start: [Double]
  private let end: [Double]
  private let blending: Blending
  private let coloring: Coloring

  /// How the way between the colours is gone; raw values are the file's numbers.
  private enum Blending: Int {
    case linear, curved, sine, sphereIncreasing, sphereDecreasing, step
  }

  /// Along what the colours are mixed; raw values are the file's numbers.
  private enum Coloring: Int {
    case rgb, hueCounterClockwise, hueClockwise
  }

  /// Widths below this are none.
  private static let epsilon = 1e-10

  /// Reads a line's words; `nil` where they are no segment. Those after the thirteenth, on the origin of the colours, are not looked at.
  init?(words: [Substring]) {
    let numbers = words.prefix(11).compactMap { Double($0) }
    guard words.count >= 13, numbers.count == 11, numbers.allSatisfy({ (0...1).contains($0) }),
      numbers[0] <= numbers[1], numbers[1] <= numbers[2],
      let blending = Int(words[11]).flatMap(Blending.init), let coloring = Int(words[12]).flatMap(Coloring.init)
    else { return nil }
    (left, middle, right) = (numbers[0], numbers[1], numbers[2])
    (start, end) = (Array(numbers[3..<6]), Array(numbers[7..<10]))
    (self.blending, self.coloring) = (blending, coloring)
  }

  /// The colour at `place`, `left`…`right`.
  func color(at place: Double) -> SRGBColor {
    let width = right - left
    let isPoint = width < Self.epsilon
    let factor = factor(
      at: isPoint ? 0.5 : (place - left) / width, middle: isPoint ? 0.5 : (middle - left) / width)
    let mixed: [Double]
    switch coloring {
    case .rgb: mixed = zip(start, end).map { $0 + ($1 - $0) * factor }
    case .hueCounterClockwise, .hueClockwise:
      let (a, b) = (HSV(start), HSV(end))
      mixed =
        HSV(
          hue: hue(from: a.hue, to: b.hue, factor), saturation: a.saturation + (b.saturation - a.saturation) * factor,
          value: a.value + (b.value - a.value) * factor
        ).components
    }
    let bytes = mixed.map { UInt8(min(max($0 * 255, 0), 255).rounded()) }
    return SRGBColor(red: bytes[0], green: bytes[1], blue: bytes[2])
  }

  /// How much of the end's colour there is at `place`, 0…1 of the segment.
  private func factor(at place: Double, middle: Double) -> Double {
    switch blending {
    case .linear: return linear(place, middle)
    case .curved: return .pow(place, .log(0.5) / .log(min(max(middle, Self.epsilon), 1 - Self.epsilon)))
    case .sine: return (.sin(.pi * (linear(place, middle) - 0.5)) + 1) / 2
    case .sphereIncreasing:
      let rest = linear(place, middle) - 1
      return .sqrt(1 - rest * rest)
    case .sphereDecreasing:
      let way = linear(place, middle)
      return 1 - .sqrt(1 - way * way)
    case .step: return place >= middle ? 1 : 0
    }
  }

  /// Straight from 0 to ½ at the middle, and straight on to 1.
  private func linear(_ place: Double, _ middle: Double) -> Double {
    if place <= middle { return middle < Self.epsilon ? 0 : 0.5 * place / middle }
    let rest = 1 - middle
    return rest < Self.epsilon ? 1 : 0.5 + 0.5 * (place - middle) / rest
  }

  /// From one hue to another in the segment's direction, in turns.
  private func hue(from start: Double, to end: Double, _ factor: Double) -> Double {
    var way = end - start
    if coloring == .hueCounterClockwise && way < 0 { way += 1 }
    if coloring == .hueClockwise && way > 0 { way -= 1 }
    let hue = start + way * factor
    return hue - hue.rounded(.down)
  }
}

/// A colour by hue in turns, saturation and value, each 0…1. Source: Smith, "Color gamut transform pairs", 1978.
private struct HSV {
  var hue: Double
  var saturation: Double
  var value: Double

  init(hue: Double, saturation: Double, value: Double) {
    (self.hue, self.saturation, self.value) = (hue, saturation, value)
  }

  /// The colour with the components red, green and blue.
  init(_ rgb: [Double]) {
    let (red, green, blue) = (rgb[0], rgb[1], rgb[2])
    let (largest, least) = (max(red, green, blue), min(red, green, blue))
    let range = largest - least
    value = largest
    saturation = largest > 0 ? range / largest : 0
    guard range > 0 else {
      hue = 0
      return
    }
    let sixths =
      switch largest {
      case red: (green - blue) / range
      case green: 2 + (blue - red) / range
      default: 4 + (red - green) / range
      }
    hue = (sixths < 0 ? sixths + 6 : sixths) / 6
  }

  /// Red, green and blue.
  var components: [Double] {
    [5.0, 3, 1].map { offset in
      let sixths = (offset + hue * 6).truncatingRemainder(dividingBy: 6)
      return value - value * saturation * max(0, min(sixths, 4 - sixths, 1))
    }
  }
}
