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

  /// The given parameters.
  public init(juliaConstant: Complex<Double>, camera: Camera = Camera(), palettePhase: Double = 0) {
    self.juliaConstant = juliaConstant
    self.camera = camera
    self.palettePhase = palettePhase
  }
}
