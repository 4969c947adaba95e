/// A slope of the surface that a lit picture shows, in one number: 255 times its steepness, rounded, plus its direction in turns.
///
/// Steepness is 1/√(1 + (d/w)²), d being the estimated distance to the Julia set and w a twentieth of the picture's width: 1 close to
/// the set, 0 far away, and 0 where the derivative vanishes, as at the top of a saddle. Directions are multiples of 2⁻¹⁶ turns
/// next to the steepest slopes; all slopes are below 256.
public struct PixelSlope: Hashable, Sendable {
  /// The number for a steepness of 1.
  public static let steepest = 255.0
  /// The largest direction, in turns, that no float rounds up to the next steepness.
  public static let largestFraction = 1 - 0x1p-16
  /// Distances are measured in this part of the width: at one of them surfaces have half the steepness squared.
  public static let widthsPerDistance = 20.0

  /// 255 times the steepness, 0…255.
  public let level: Int
  /// The direction in which the values rise, in turns, 0..<1.
  public let turns: Float

  /// The slope that is packed in `number`, 0..<256.
  @inline(__always)
  public init(packed number: Float) {
    level = Int(number)
    turns = number - Float(level)
  }
}
