import FractalMath

/// A colour by hue in turns, saturation and value, the last two 0…1. Source: Smith, "Color gamut transform pairs", 1978.
struct HueSaturationValue {
  var hue: Double
  var saturation: Double
  var value: Double

  init(hue: Double, saturation: Double, value: Double) {
    (self.hue, self.saturation, self.value) = (hue, saturation, value)
  }

  /// The colour of `codes`; greys have the hue 0.
  init(_ codes: ColorCodes) {
    let (red, green, blue) = (codes.x / 255, codes.y / 255, codes.z / 255)
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

  /// The same by hue in turns, saturation and lightness, as in CSS.
  init(hue: Double, saturation: Double, lightness: Double) {
    let value = lightness + saturation * min(lightness, 1 - lightness)
    self.init(hue: hue, saturation: value > 0 ? 2 * (1 - lightness / value) : 0, value: value)
  }

  /// Red, green and blue.
  var codes: ColorCodes {
    let turn = hue - hue.rounded(.down)
    return ColorCodes(
      parts: [5.0, 3, 1].map { offset in
        let sixths = (offset + turn * 6).truncatingRemainder(dividingBy: 6)
        return value - value * saturation * max(0, min(sixths, 4 - sixths, 1))
      })
  }

  /// The colour `fraction` of the way from here to `other`, with hues interpolated as numbers.
  func mixed(with other: Self, fraction: Double) -> Self {
    HueSaturationValue(
      hue: hue + (other.hue - hue) * fraction, saturation: saturation + (other.saturation - saturation) * fraction,
      value: value + (other.value - value) * fraction)
  }
}
