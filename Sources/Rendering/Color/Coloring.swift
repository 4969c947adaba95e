import FilmFormat
import FractalMath

/// How the values of pixels become colours; the same for every frame of a film.
public struct Coloring: Hashable, Sendable {
  /// The colours of escaping points.
  public var palette: Palette
  /// How values become positions in the palette.
  public var scale: PaletteScale
  /// The colour of points that do not escape, if the interior is flat.
  public var interior: SRGBColor
  /// The colours of points that do not escape, if the interior has a quantity v: at `interiorDensity` · v cycles.
  public var interiorPalette: Palette?
  /// Cycles of the interior's palette per unit of its quantity, 0 or more.
  public var interiorDensity: Double
  /// How slopes are lit; `nil` for none.
  public var lighting: Lighting?
  /// The noise added before samples are rounded.
  public var dither: DitherPattern

  /// The given colouring; by default of smooth counts, with a flat interior, unlit, and rounded to the nearest codes.
  public init(
    palette: Palette, interior: SRGBColor, scale: PaletteScale = .linear,
    interiorPalette: Palette? = nil, interiorDensity: Double = 1, lighting: Lighting? = nil,
    dither: DitherPattern = .none
  ) {
    self.palette = palette
    self.interior = interior
    self.scale = scale
    self.interiorPalette = interiorPalette
    self.interiorDensity = interiorDensity
    self.lighting = lighting
    self.dither = dither
  }
}

/// How the value x of an escaping point becomes a position in the palette.
public enum PaletteScale: Hashable, Sendable {
  /// density · x + phase.
  case linear
  /// density · log₂(1 + x) + phase.
  case logarithmic
  /// density · share(x) + phase: each part of the palette has the same part of the film's pixels.
  case equalized(ValueShares)
}

extension PaletteScale {
  /// log₂(1 + x) for x ≥ 0, to 10⁻⁹: by ln m = 2 artanh((m − 1)/(m + 1)) of the mantissa m between √½ and √2. Only
  /// additions, products and a quotient, so that it is the same on every machine and branch-free.
  @inline(__always)
  static func logarithm(_ x: Double) -> Double {
    let bits = (1 + x).bitPattern
    // Subtracting the bits of √½ carries the mantissa's half into the exponent.
    let exponent = Int64(bitPattern: bits &- 0x3FE6_A09E_667F_3BCD) &>> 52
    let mantissa = Double(bitPattern: bits &- UInt64(bitPattern: exponent &<< 52))
    let s = (mantissa - 1) / (mantissa + 1)
    let t = s * s
    let series = 1 + t * (1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11)))))
    return Double(exponent) + 2.885390081777927 * s * series
  }
}
