/// How one width for the whole film follows from its filled Julia sets.
public enum CameraFit: Hashable, Sendable {
  /// They are always in the frame: the fraction of its width or height that stays free at each side at least, 0…0.4.
  case whole(margin: Double)
  /// They are always in the frame, and as large as they can be: where they are larger for it, the camera is turned by a right angle, as
  /// in tall frames, for most of these sets are wide.
  case figure
}
