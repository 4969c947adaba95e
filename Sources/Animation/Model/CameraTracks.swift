import ComplexModule
import RealModule

/// How the camera moves.
public struct CameraTracks: Hashable, Sendable {
  /// The point in the middle of the frame.
  public internal(set) var center = PointTrack.constant(.zero)
  /// Horizontal extent of the frame in plane units, positive.
  public internal(set) var width = ScalarTrack.constant(3.2)
  /// Counter-clockwise rotation in degrees; not reduced, so 720 means two turns.
  public internal(set) var rotationDegrees = ScalarTrack.constant(0)
}
