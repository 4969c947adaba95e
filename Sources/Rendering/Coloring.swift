import FractalMath

/// How smooth counts become colours; the same for every frame of a film.
public struct Coloring: Hashable, Sendable {
  /// The colours of escaping points.
  public var palette: Palette
  /// The colour of points that do not escape.
  public var interior: SRGBColor

  /// The given colouring.
  public init(palette: Palette, interior: SRGBColor) {
    self.palette = palette
    self.interior = interior
  }
}
