/// How long the segments of a film are. The film's bytes depend on it, so it depends only on the film, and on what the user says.
extension FilmCut {
  /// Frames below which a segment's first picture, which refers to no other, costs more than a worker gains.
  private static let shortest = 10
  /// The same where nothing else is asked for.
  private static let shortestByDefault = 30
  private static let longest = 60

  /// Frames of a segment of a film of `frameCount` frames: a fortieth of it, since at most one encoder per segment can work at once,
  /// but at least 30 frames and at most 60; shorter where these are too few for `workers`, but at least 10.
  ///
  /// - Parameter workers: the workers that the film is cut for, those of all machines together. There is then a segment for each of
  ///   them, and hardly more: they are all open at once, so that none begins when others end (`Benchmarks/scaling` has the simulation),
  ///   and shorter ones would make the file larger for nothing.
  package static func segmentLength(frameCount: Int, workers: Int = 1) -> Int {
    let usual = min(max(frameCount / 40, shortestByDefault), longest)
    // As many segments as workers, or more.
    guard usual * (workers - 1) >= frameCount else { return usual }
    return min(usual, max(frameCount / workers, shortest))
  }

  /// The lengths that a segment of such a film can have.
  static func segmentLengths(frameCount: Int) -> ClosedRange<Int> { shortest...segmentLength(frameCount: frameCount) }
}
