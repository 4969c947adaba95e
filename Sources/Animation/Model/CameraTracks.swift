import ComplexModule
import RealModule

/// How the camera moves.
public struct CameraTracks: Hashable, Sendable {
  /// The point in the middle of the frame; ignored if there is a `zoom` or a `target`.
  public internal(set) var center = FollowingPoint.constant(.zero)
  /// Horizontal extent of the frame in plane units, positive; ignored if there is a `zoom` or a `fit`.
  public internal(set) var width = WidthTrack.constant(3.2)
  /// Counter-clockwise rotation in degrees; not reduced, so 720 means two turns.
  public internal(set) var rotationDegrees = ScalarTrack.constant(0)
  /// Views to pan and zoom between on smooth paths, instead of centre and width; at least one.
  public internal(set) var zoom: [Keyframe<View>]?
  /// If set, what the width follows from.
  public internal(set) var fit: CameraFit?
  /// The point on which the camera stays, instead of a centre.
  public internal(set) var target: CameraTarget?
  /// What the camera keeps still while it stays on a `target`.
  public internal(set) var frame = CameraFrame.plane
  /// By how many factors of the target's multiplier the film goes down, so that its end looks as its start; `nil` where it does not.
  public internal(set) var zoomLoop: Int?

  /// A centre and a width.
  public struct View: Hashable, Sendable {
    /// The point in the middle of the frame.
    public internal(set) var center: Complex<Double>
    /// Horizontal extent of the frame in plane units, positive.
    public internal(set) var width: Double
  }
}

/// How one width for the whole film follows from its filled Julia sets.
public enum CameraFit: Hashable, Sendable {
  /// They are always in the frame: the fraction of its width or height that stays free at each side at least, 0…0.4.
  case whole(margin: Double)
  /// They are always in the frame, and as large as they can be: where they are larger for it, the camera is turned by a right angle, as
  /// in tall frames, for most of these sets are wide.
  case figure
}

// Keys of `camera` that are alternatives; these are the properties that they write to.
extension CameraTracks {
  var centerWithoutZoom: FollowingPoint? {
    get { zoom == nil && target == nil ? center : nil }
    set { if let newValue { center = newValue } }
  }

  var frameWithTarget: CameraFrame? {
    get { target == nil ? nil : frame }
    set { if let newValue { frame = newValue } }
  }

  var widthWithoutZoom: WidthTrack? {
    get { zoom == nil && fit == nil ? width : nil }
    set { if let newValue { width = newValue } }
  }
}
