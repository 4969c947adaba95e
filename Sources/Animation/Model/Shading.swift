import FractalMath

/// How a value computed from each orbit becomes a colour: position in the palette = density · v + phase, v being the
/// algorithm's value, or with another scale a function of it.
public struct Shading: Hashable, Sendable {
  /// What is computed from orbits that escape.
  public internal(set) var algorithm = Algorithm.smooth
  /// Strands of the stripes, 1…16; used with `Algorithm.stripe`.
  public internal(set) var strands = 5
  /// The figure that orbits may come near; used with `Algorithm.trap`.
  public internal(set) var trap = OrbitTrap()
  /// What the density multiplies.
  public internal(set) var scale = Scale.linear
  /// Palette cycles per unit of the scaled value, 0…10 000.
  public internal(set) var density = ScalarTrack.constant(0.02)
  /// Shift along the palette in cycles.
  public internal(set) var phase = ScalarTrack.constant(0)
  /// Colours of points whose orbit does not escape.
  public internal(set) var interior = InteriorShading.flat(.constant(SRGBColor(red: 0, green: 0, blue: 0)))
  /// Light on the slopes of the exterior; `nil` if colours are shown without light.
  public internal(set) var light: LightTracks?
  /// Colours of the points that escape.
  public internal(set) var palette = PaletteTrack.constant(Self.defaultPalette)

  /// What is computed from an orbit that escapes.
  public enum Algorithm: String, CaseIterable, Hashable, Sendable {
    /// The smooth escape count.
    case smooth
    /// The estimated distance to the Julia set, in fractions of the picture's width.
    case distance
    /// The stripe average, 0…1.
    case stripe
    /// The average of the triangle inequality, 0…1.
    case triangleInequality = "triangle-inequality"
    /// The least distance to a trap, in plane units.
    case trap
    /// The direction of the escape in turns, 0…1.
    case angle
    /// The share of the whole film's escaping points whose smooth count is smaller, 0…1.
    case histogram
  }

  /// What the density multiplies.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    /// The value v itself.
    case linear
    /// log₂(1 + v): the palette advances ever more slowly at large values.
    case log
  }

  /// Deep blue over white to gold and back through black.
  static let defaultPalette = Palette(
    stops: [
      Palette.Stop(position: 0, color: SRGBColor(red: 0x00, green: 0x07, blue: 0x64)),
      Palette.Stop(position: 0.16, color: SRGBColor(red: 0x20, green: 0x6b, blue: 0xcb)),
      Palette.Stop(position: 0.42, color: SRGBColor(red: 0xed, green: 0xff, blue: 0xff)),
      Palette.Stop(position: 0.6425, color: SRGBColor(red: 0xff, green: 0xaa, blue: 0x00)),
      Palette.Stop(position: 0.8575, color: SRGBColor(red: 0x1a, green: 0x08, blue: 0x02)),
    ],
    isCyclic: true)
}

extension Shading {
  /// The quantities that a renderer computes from each orbit.
  public var channels: FieldChannels {
    FieldChannels(exterior: exterior, interior: interior.quantity, hasSlope: light != nil)
  }

  /// The default density, which traverses the palette a few times.
  var defaultDensity: Double {
    switch (algorithm, scale) {
    case (.smooth, .linear): 0.02
    case (.smooth, .log): 0.25
    case (.distance, _): 20
    case (.stripe, _), (.triangleInequality, _), (.trap, _), (.angle, _), (.histogram, _): 1
    }
  }

  private var exterior: ExteriorQuantity {
    switch algorithm {
    case .smooth, .histogram: .smoothCount
    case .distance: .distance
    case .stripe: .stripe(strands: strands)
    case .triangleInequality: .triangleInequality
    case .trap: .trap(trap)
    case .angle: .angle
    }
  }
}

/// What is the same of a film's light in all frames.
public struct FilmLight: Hashable, Sendable {
  /// The fraction of light that comes from all directions, 0…1.
  public let ambient: Double
  /// How much darker it is far from the Julia set, 0…1.
  public let depth: Double
}

/// Light that falls on the slopes of the exterior, and how it moves.
public struct LightTracks: Hashable, Sendable {
  /// Where it comes from in degrees, counter-clockwise from the right; not reduced.
  public internal(set) var directionDegrees = ScalarTrack.constant(135)
  /// Elevation above the picture in degrees, 0…90.
  public internal(set) var heightDegrees = ScalarTrack.constant(45)
  /// The fraction of light that comes from all directions, 0…1; with 1 no slope is seen.
  public internal(set) var ambient = 0.3
  /// How much darker it is far from the Julia set, 0…1.
  public internal(set) var depth = 0.0
}

extension Shading {
  /// Whether what lies behind is seen through some of its colours.
  var isTranslucent: Bool {
    let isInteriorOpaque =
      switch interior {
      case .flat(let color): color.values.allSatisfy(\.isOpaque)
      case .palette(let inner): inner.palette.isOpaque
      }
    return !isInteriorOpaque || !palette.values.allSatisfy(\.isOpaque)
  }
}
