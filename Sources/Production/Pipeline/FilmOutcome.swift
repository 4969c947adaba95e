import Rendering

/// What a coordinator has done.
struct FilmOutcome {
  /// Frames that are finished.
  let finishedFrames: Int
  /// Of these, frames that were finished before.
  let keptFrames: Int
  /// Whether the user has stopped the film, to go on another time: the sink is not completed.
  let isSuspended: Bool
  /// Frames that were not rendered, because they are equal to the one before.
  let repeatedFrames: Int
  /// What the fields took.
  let field: FieldCounters
  /// The most bytes that kept fields took.
  let largestFieldStoreBytes: Int
  /// What the workers have encoded.
  let encoding: EncodingClock
}
