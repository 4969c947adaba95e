import RealModule

/// A colour in Oklab, a space in which equal steps look about equal and mixtures keep their hue.
///
/// Source: Björn Ottosson, "A perceptual color space for image processing", 2020 (Theory.md, "Colour").
public struct Oklab: Hashable, Sendable {
  /// Lightness, 0 (black) … 1 (white).
  public var lightness: Double
  /// Green (negative) to red (positive).
  public var a: Double
  /// Blue (negative) to yellow (positive).
  public var b: Double

  /// The colour with the given coordinates.
  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// The Oklab coordinates of a linear-light colour.
  public init(_ color: LinearRGB) {
    let long = Double.root(0.4122214708 * color.red + 0.5363325363 * color.green + 0.0514459929 * color.blue, 3)
    let medium = Double.root(0.2119034982 * color.red + 0.6806995451 * color.green + 0.1073969566 * color.blue, 3)
    let short = Double.root(0.0883024619 * color.red + 0.2817188376 * color.green + 0.6299787005 * color.blue, 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// The colour `fraction` of the way from here to `other`, 0…1.
  public func mixed(with other: Oklab, fraction: Double) -> Oklab {
    Oklab(
      lightness: lightness + (other.lightness - lightness) * fraction,
      a: a + (other.a - a) * fraction,
      b: b + (other.b - b) * fraction)
  }
}

/// A colour in linear light with the primaries of sRGB and BT.709, 0…1 inside the gamut.
public struct LinearRGB: Hashable, Sendable {
  /// Red light.
  public var red: Double
  /// Green light.
  public var green: Double
  /// Blue light.
  public var blue: Double

  /// The light with the given components.
  public init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The light of a colour written in sRGB.
  public init(_ color: SRGBColor) {
    red = SRGBTransfer.linear(Double(color.red) / 255)
    green = SRGBTransfer.linear(Double(color.green) / 255)
    blue = SRGBTransfer.linear(Double(color.blue) / 255)
  }

  /// The light of an Oklab colour; components outside 0…1 lie outside the gamut.
  public init(_ color: Oklab) {
    let long = cube(color.lightness + 0.3963377774 * color.a + 0.2158037573 * color.b)
    let medium = cube(color.lightness - 0.1055613458 * color.a - 0.0638541728 * color.b)
    let short = cube(color.lightness - 0.0894841775 * color.a - 1.2914855480 * color.b)
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
  }
}

private func cube(_ x: Double) -> Double { x * x * x }
