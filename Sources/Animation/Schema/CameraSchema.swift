import ComplexModule
import RealModule

extension CameraTracks {
  /// How far from 0 the camera may look, far outside of every Julia set.
  private static let largestModulus = 1000.0
  /// With the camera at a distance of ½ to 1 from 0, an extent of 1e-13 holds some 900 different double-precision numbers:
  /// neighbouring columns of a large picture begin to fall together, and below it nothing but blocks would be left.
  private static let widthRange = NumberRange(1e-13...1000)

  /// The keys of `camera`.
  static let schema = ObjectSchema(
    "Camera",
    prototype: CameraTracks(),
    fields: [
      .optional(
        "center", \.center, .track(.point(largestModulus: largestModulus), interpolation: .catmullRom), unit: "plane",
        "The point in the middle of the picture"),
      .optional(
        "width", \.width, .track(.number(widthRange), interpolation: .log), unit: "plane",
        "Horizontal extent of the picture; its keyframes are interpolated \"log\" where nothing else is said"),
      .optional(
        "rotation", \.rotationDegrees, .track(.number(.init(-1e6...1e6)), interpolation: .monotoneCubic),
        unit: "degrees",
        "Rotation of the camera, counter-clockwise; 720 is two turns"),
    ])
}
