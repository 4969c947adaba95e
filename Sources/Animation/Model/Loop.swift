/// How the end of a film meets its beginning.
public enum Loop: String, CaseIterable, Hashable, Sendable {
  /// They do not meet: before its first and after its last keyframe a track holds still.
  case none
  /// The film is one turn of a closed loop, so that it can be played round and round without a seam.
  case wrap
  /// The film goes to the end of its motion and back: the second half is the first in reverse order, and no frame occurs
  /// twice in a row. The motion itself takes half of the duration, and the number of frames is even.
  case pingpong
}
