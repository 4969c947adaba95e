import FractalMath

/// Colours of the points whose orbit does not escape.
public enum InteriorShading: Hashable, Sendable {
  /// One colour, which may change over time.
  case flat(ColorTrack)
  /// A palette of its own.
  case palette(InteriorPalette)

  /// What is computed from such an orbit.
  public var quantity: InteriorQuantity {
    switch self {
    case .flat: .flat
    case .palette(let palette): palette.quantity
    }
  }
}

/// Colours of the interior by a quantity of each orbit: position in the palette = density · quantity.
public struct InteriorPalette: Hashable, Sendable {
  /// The quantity, anything but `flat`.
  public internal(set) var quantity = InteriorQuantity.period
  /// Palette cycles per unit of the quantity, 0…10 000.
  public internal(set) var density = 0.1
  /// The colours.
  public internal(set) var palette = Shading.defaultPalette

  /// The default density.
  var defaultDensity: Double {
    switch quantity {
    case .flat, .period: 0.1
    case .convergence: 0.02
    case .nearest: 1
    }
  }
}
