import ComplexModule
import RealModule

/// The map from the pixels of a frame to points of the complex plane.
///
/// Column i, row j of a W×H frame is the point
///     centre + rot(((i + ½ − W/2) + (H/2 − j − ½)·i)·width/W),
/// so pixels are square, +imaginary is up and rotation is counter-clockwise. The offset from the centre is computed
/// before the centre is added: with the camera at 0, opposite pixels are exactly opposite points.
public struct Viewport: Hashable, Sendable {
  /// Size of the frame in pixels.
  public let size: FrameSize
  /// The point in the middle of the frame.
  public let center: Complex<Double>
  /// The step of one column to the right: pixel spacing times cos and sin of the rotation.
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

/// The part of the complex plane that a frame shows.
public struct Camera: Hashable, Sendable {
  /// The point in the middle of the frame.
  public var center: Complex<Double>
  /// Horizontal extent of the frame in plane units, positive.
  public var width: Double
  /// Rotation of the camera in degrees, counter-clockwise; not reduced, so 720 means two turns.
  public var rotationDegrees: Double

  /// A camera centred on `center`.
  public init(center: Complex<Double> = .zero, width: Double = 3.2, rotationDegrees: Double = 0) {
    self.center = center
    self.width = width
    self.rotationDegrees = rotationDegrees
  }
}

/// Width and height of a frame in pixels; pixels are square.
public struct FrameSize: Hashable, Sendable, CustomStringConvertible {
  /// Columns, at least 1.
  public var width: Int
  /// Rows, at least 1.
  public var height: Int

  /// The largest width and the largest height that the program accepts. Both at once exceed FFmpeg's limit of pixels
  /// per picture.
  public static let maximumExtent = 16384

  /// A frame of `width` columns and `height` rows.
  public init(width: Int, height: Int) {
    precondition(width > 0 && height > 0, "a frame has at least one pixel, not \(width)×\(height)")
    self.width = width
    self.height = height
  }

  /// Number of pixels.
  public var pixelCount: Int { width * height }

  /// Written like `1920×1080`.
  public var description: String { "\(width)×\(height)" }
}
