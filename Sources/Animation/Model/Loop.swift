/// How the end of a film meets its beginning.
public enum Loop: String, CaseIterable, Hashable, Sendable {
  /// They do not meet: before its first and after its last keyframe a track holds still.
  case none
  /// The film is one turn of a closed loop, so that it can be played round and round without a seam.
  case wrap
}
