import ComplexModule
import RealModule

/// Everything about one frame that changes over time; equal parameters give equal frames.
public struct FrameParameters: Hashable, Sendable {
  /// The constant c of z ↦ z² + c.
  public var juliaConstant: Complex<Double>
  /// What part of the plane is seen.
  public var camera: Camera
  /// Shift along the palette in cycles: 1 is once round a cyclic palette.
  public var palettePhase: Double
  /// Palette cycles per unit of a pixel's value, 0 or more.
  public var paletteDensity: Double
  /// Where light comes from, for films that are lit.
  public var light: Light

  /// The given parameters.
  public init(
    juliaConstant: Complex<Double>, camera: Camera = Camera(), palettePhase: Double = 0, paletteDensity: Double = 0.02,
    light: Light = Light()
  ) {
    self.juliaConstant = juliaConstant
    self.camera = camera
    self.palettePhase = palettePhase
    self.paletteDensity = paletteDensity
    self.light = light
  }
}

/// Where light comes from that falls on the slopes of a picture.
public struct Light: Hashable, Sendable {
  /// The side it comes from in degrees, counter-clockwise from the right.
  public var directionDegrees: Double
  /// How high it stands above the picture in degrees, 0…90.
  public var heightDegrees: Double

  /// The given light; by default from the upper left, halfway up.
  public init(directionDegrees: Double = 135, heightDegrees: Double = 45) {
    self.directionDegrees = directionDegrees
    self.heightDegrees = heightDegrees
  }
}
