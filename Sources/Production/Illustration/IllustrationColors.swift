import Foundation
import FractalMath

/// The colours of contact sheets and of pictures of c's path: dark and muted, so that the content stands out.
enum IllustrationColors {
  /// The background.
  static let paper = oklab(0.165, -0.003, -0.012)
  /// Titles.
  static let title = oklab(0.95, 0, -0.004)
  /// All other text.
  static let text = oklab(0.74, -0.006, -0.018)

  /// The inside of the Mandelbrot set at a depth of 0…1: dark, a little lighter and warmer towards a component's
  /// border.
  static func inside(depth: Double) -> LinearRGB {
    oklab(0.13 + 0.09 * depth, -0.003 + 0.02 * depth, -0.012 - 0.008 * depth)
  }

  /// The halo of a line.
  static let shadow = oklab(0.08, 0, -0.004)

  /// The Mandelbrot set's surroundings, at a distance in widths of the view: grey-blue, bright at the boundary.
  static func surroundings(distance: Double) -> LinearRGB {
    let glow = 0.20 / (1 + distance / 0.05) + 0.24 / ((1 + distance / 0.006) * (1 + distance / 0.006))
    return oklab(0.20 + glow, -0.006 - 0.035 * glow, -0.018 - 0.11 * glow)
  }

  /// The colour of a moment, at a share of the film, 0…1: once round the hues of constant lightness, beginning with
  /// orange; for a film that is not a loop slightly less, so that its ends differ.
  static func moment(_ fraction: Double, isClosed: Bool) -> LinearRGB {
    let angle = 2 * Double.pi * (0.14 + fraction * (isClosed ? 1 : 0.82))
    return oklab(0.80, 0.135 * cos(angle), 0.135 * sin(angle))
  }

  /// The pixels of a side of the squares that are seen through a picture.
  static let checkerSide = 8
  /// The darker squares, `#999999`.
  static let darkChecker = LinearRGB(SRGBColor(red: 0x99, green: 0x99, blue: 0x99))
  /// The lighter squares, `#cccccc`.
  static let lightChecker = LinearRGB(SRGBColor(red: 0xCC, green: 0xCC, blue: 0xCC))

  private static func oklab(_ lightness: Double, _ a: Double, _ b: Double) -> LinearRGB {
    LinearRGB(Oklab(lightness: lightness, a: a, b: b))
  }
}
