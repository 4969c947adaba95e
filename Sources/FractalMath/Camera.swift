import ComplexModule
import RealModule

/// What part of the complex plane a frame shows.
public struct Camera: Hashable, Sendable {
  /// The point in the middle of the frame.
  public var center: Complex<Double>
  /// Horizontal extent of the frame in plane units, positive.
  public var width: Double
  /// Rotation of the camera in degrees, counter-clockwise; not reduced, so 720 means two turns.
  public var rotationDegrees: Double

  /// A camera looking at `center`.
  public init(center: Complex<Double> = .zero, width: Double = 3.2, rotationDegrees: Double = 0) {
    self.center = center
    self.width = width
    self.rotationDegrees = rotationDegrees
  }
}
