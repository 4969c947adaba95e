import FilmFormat
import FractalMath

/// How the values of pixels become colours; the same for every frame of a film.
public struct Coloring: Hashable, Sendable {
  /// The colours of escaping points.
  public var palette: Palette
  /// How values become positions in the palette.
  public var scale: PaletteScale
  /// The colour of points that do not escape, where the interior is flat.
  public var interior: SRGBColor
  /// The colours of points that do not escape, where the interior has a quantity v: at `interiorDensity` · v cycles.
  public var interiorPalette: Palette?
  /// Cycles of the interior's palette per unit of its quantity, 0 or more.
  public var interiorDensity: Double
  /// How slopes are lit; `nil` for none.
  public var lighting: Lighting?
  /// What is added before samples are rounded.
  public var dither: DitherPattern

  /// The given colouring; by default of smooth counts, flat inside, unlit, and rounded to the nearest codes.
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
