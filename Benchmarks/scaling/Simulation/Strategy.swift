/// How a film's work is spread over processors.
public enum Strategy: String, CaseIterable, Hashable, Sendable {
  /// One frame at a time; each thread gets one block of neighbouring tiles, all of nearly the same number.
  case fixed = "static"
  /// One frame at a time; a thread that is free takes the next tile.
  case dynamic
  /// One frame at a time; a thread that is free takes a share of the tiles that are left.
  case guided
  /// Each thread takes the next whole frame.
  case frames
  /// Each process renders and encodes its own contiguous share of the film.
  case processes
  /// Ranges of tiles of several frames in flight are stolen; segments of the film have an encoder each, whose jobs the same
  /// workers do.
  case stealing
}

/// A film that is spread by one strategy over a number of processors.
public struct Simulation: Sendable {
  /// The film.
  public var film: FilmCosts
  /// What scheduling costs.
  public var events: EventCosts
  /// How work stealing cuts the film into segments.
  public var segments: SegmentPlan
  /// Pictures that may be alive with the one encoder of `static`, `dynamic`, `guided` and `frames`; `nil`: two more than workers.
  public var lonePictures: Int?
  /// Processors that this one encoder can use at most, and does without any loss: more than real encoders can.
  public var loneEncoderProcessors = 8
  /// Start of the random choice of victims.
  public var seed: UInt64 = 1

  /// The simulation of `film`.
  public init(film: FilmCosts, segments: SegmentPlan, events: EventCosts = EventCosts()) {
    self.film = film
    self.segments = segments
    self.events = events
  }

  /// What the film takes on `workerCount` processors; the same every time.
  ///
  /// - Parameter workerCount: 1 or more.
  /// - Complexity: O(tiles · log workers), and for work stealing O(workers) for each search that finds nothing.
  public func run(_ strategy: Strategy, workerCount: Int) -> Outcome {
    precondition(workerCount >= 1, "\(workerCount) workers")
    switch strategy {
    case .fixed: return FrameAtATime(self, workerCount: workerCount, schedule: .fixed).run()
    case .dynamic: return FrameAtATime(self, workerCount: workerCount, schedule: .dynamic).run()
    case .guided: return FrameAtATime(self, workerCount: workerCount, schedule: .guided).run()
    case .frames: return WholeFrames(self, workerCount: workerCount).run()
    case .processes: return Processes(self, workerCount: workerCount).run()
    case .stealing:
      var model = StealingModel(self, workerCount: workerCount)
      return model.run()
    }
  }
}
