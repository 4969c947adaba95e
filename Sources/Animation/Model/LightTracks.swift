/// Light that falls on the slopes of the exterior, and how it moves.
public struct LightTracks: Hashable, Sendable {
  /// The side it comes from in degrees, counter-clockwise from the right; not reduced.
  public internal(set) var directionDegrees = ScalarTrack.constant(135)
  /// How high it stands above the picture in degrees, 0…90.
  public internal(set) var heightDegrees = ScalarTrack.constant(45)
  /// The part of the light that comes from everywhere, 0…1; with 1 no slope is seen.
  public internal(set) var ambient = 0.3
}
