import ComplexModule
import RealModule

/// Everything about one frame that changes over time; equal parameters give equal frames.
///
/// `numbers` lists them, both for comparisons and for the cache keys of segments: whatever is added here is part of
/// both or of neither.
public struct FrameParameters: Sendable {
  /// The map, but for its constant.
  public var formula = FractalFormula.quadratic
  /// The constant c of the map.
  public var juliaConstant: Complex<Double>
  /// The visible part of the plane.
  public var camera: Camera
  /// Shift along the palette in cycles: 1 is once round a cyclic palette.
  public var palettePhase: Double
  /// Palette cycles per unit of a pixel's value, 0 or more.
  public var paletteDensity: Double
  /// The light's direction, for lit films.
  public var light: Light
  /// Centre, width and c with all their digits, if the view is deep; `camera` and `juliaConstant` approximate them.
  public var deepView: DeepView?
  /// The colours, if the film's change; otherwise all its frames have the same.
  public var colors: FrameColors?
  /// What is seen at moments while the shutter is open, each without exposures of its own, in order; empty for an instant,
  /// or where nothing moves.
  public var exposures: [FrameParameters] = []

  /// The given parameters.
  public init(
    juliaConstant: Complex<Double>, camera: Camera = Camera(), palettePhase: Double = 0, paletteDensity: Double = 0.02,
    light: Light = Light(), deepView: DeepView? = nil, colors: FrameColors? = nil
  ) {
    self.deepView = deepView
    self.colors = colors
    self.juliaConstant = juliaConstant
    self.camera = camera
    self.palettePhase = palettePhase
    self.paletteDensity = paletteDensity
    self.light = light
  }
}

extension FrameParameters: Hashable {
  /// Everything that a frame depends on besides what is the same for all frames of its film.
  public var numbers: [Double] {
    [
      juliaConstant.real, juliaConstant.imaginary, camera.center.real, camera.center.imaginary, camera.width,
      camera.rotationDegrees, palettePhase, paletteDensity, light.directionDegrees, light.heightDegrees,
    ] + formula.numbers + (deepView?.numbers ?? []) + (colors?.numbers ?? []) + exposures.flatMap(\.numbers)
  }

  /// Whether all numbers are equal; 0 equals −0.
  public static func == (one: FrameParameters, other: FrameParameters) -> Bool { one.numbers == other.numbers }

  /// Hashes all numbers.
  public func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}

/// The direction of the light that falls on the slopes of a picture.
public struct Light: Hashable, Sendable {
  /// The side it comes from in degrees, counter-clockwise from the right.
  public var directionDegrees: Double
  /// Its height above the picture in degrees, 0…90.
  public var heightDegrees: Double

  /// The given light; by default from the upper left, halfway up.
  public init(directionDegrees: Double = 135, heightDegrees: Double = 45) {
    self.directionDegrees = directionDegrees
    self.heightDegrees = heightDegrees
  }
}

/// When an orbit counts as escaped, and when it is given up.
public struct EscapeLimits: Hashable, Sendable {
  /// Steps after which an orbit that has not escaped counts as bounded, at least 1.
  public var maximumIterations: Int
  /// |z| beyond which an orbit counts as escaped; at least max(2, |c|), larger values make the count smoother.
  public var escapeRadius: Double

  /// The given limits.
  public init(maximumIterations: Int = 500, escapeRadius: Double = 256) {
    self.maximumIterations = maximumIterations
    self.escapeRadius = escapeRadius
  }
}
