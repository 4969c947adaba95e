/// How work stealing cuts a film into segments, and how many of their frames it holds.
public struct SegmentPlan: Hashable, Sendable {
  /// Frames of a segment, each of which has its own encoder; the last one may be shorter.
  public var length: Int
  /// Segments that may be open at once.
  public var inFlight: Int
  /// Frames of one segment that may be alive at once: the one that is being encoded, and those ahead of it.
  public var lookahead: Int
  /// Frames of all segments that may be in rendering at once.
  ///
  /// Few, so that the choice which segment gets the next frame is made late: a frame that is submitted is rendered, whether or
  /// not its encoder is the one that the film waits for.
  public var rendering: Int

  /// The given plan; every number is 1 or more.
  public init(length: Int, inFlight: Int, lookahead: Int, rendering: Int) {
    precondition(length >= 1 && inFlight >= 1 && lookahead >= 1 && rendering >= 1, "a plan of nothing")
    self.length = length
    self.inFlight = inFlight
    self.lookahead = lookahead
    self.rendering = rendering
  }

  /// The plan that is recommended for `workerCount` workers: 1.5 segments in flight for each, two pictures for each of those,
  /// and a quarter as many frames in rendering as there are workers, at least two.
  public static func recommended(length: Int, workerCount: Int) -> SegmentPlan {
    SegmentPlan(
      length: length, inFlight: (3 * workerCount + 1) / 2, lookahead: 2, rendering: max(2, (workerCount + 3) / 4))
  }

  /// A film in one piece, `lookahead` frames in flight, as one that is rendered and discarded.
  public static func onePiece(frameCount: Int, lookahead: Int) -> SegmentPlan {
    SegmentPlan(length: max(1, frameCount), inFlight: 1, lookahead: lookahead, rendering: lookahead)
  }
}
