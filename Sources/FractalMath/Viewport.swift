import ComplexModule
import RealModule

/// The map from the pixels of a frame to points of the complex plane.
///
/// Column i, row j of a W×H frame is the point
///     centre + rot(((i + ½ − W/2) + (H/2 − j − ½)·i)·width/W),
/// so pixels are square, +imaginary is up and rotation is counter-clockwise. The offset from the centre is computed
/// before the centre is added: with the camera on 0, opposite pixels are exactly opposite points.
public struct Viewport: Hashable, Sendable {
  /// Size of the frame in pixels.
  public let size: FrameSize
  /// The point in the middle of the frame.
  public let center: Complex<Double>
  /// What one column to the right adds: pixel spacing times cos and sin of the rotation.
  public let columnStep: Complex<Double>

  /// The view of `camera` on a frame of `size`.
  public init(camera: Camera, size: FrameSize) {
    self.size = size
    center = camera.center
    let spacing = camera.width / Double(size.width)
    let direction = Complex<Double>.unit(turns: camera.rotationDegrees / 360)
    columnStep = Complex(direction.real * spacing, direction.imaginary * spacing)
  }

  /// The point in the middle of the pixel in `column` and `row`, both from 0, row 0 at the top.
  public func point(column: Double, row: Double) -> Complex<Double> {
    let right = column + 0.5 - Double(size.width) / 2
    let up = Double(size.height) / 2 - row - 0.5
    return Complex(
      center.real + (right * columnStep.real - up * columnStep.imaginary),
      center.imaginary + (right * columnStep.imaginary + up * columnStep.real))
  }
}
