/// How long each frame is exposed: what moves while the shutter is open is blurred.
public struct ShutterSettings: Hashable, Sendable {
  /// The part of a frame's time in which the shutter is open, in degrees of a rotating disc: 360 is all of it, 180 half.
  public internal(set) var angleDegrees = 180.0
  /// Moments at which the samples of a pixel are taken, spread evenly over the open time.
  public internal(set) var samples = 16

  /// The allowed numbers of moments.
  static let sampleCounts = 2...64
}
