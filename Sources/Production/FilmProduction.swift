import Animation
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Makes a film: has its frames rendered by the workers and hands them, in order, to the output.
///
/// One coordinator, the calling thread, owns the order, the memory bound and the output, so none of them needs a lock, and
/// no worker ever waits for order or for room: at most the look-ahead of frames is in flight, each in a picture of its own.
public struct FilmProduction {
  /// What to render.
  public let timeline: Timeline
  /// Which frames of it, a part of 0..<frameCount that is not empty.
  public let frames: Range<Int>
  /// With what they are rendered.
  public var options: RenderingOptions

  /// The production of `frames` of `timeline` with `options`.
  public init(timeline: Timeline, frames: Range<Int>, options: RenderingOptions) {
    precondition(
      !frames.isEmpty && frames.lowerBound >= 0 && frames.upperBound <= timeline.frameCount,
      "frames \(frames) of \(timeline.frameCount)")
    self.timeline = timeline
    self.frames = frames
    self.options = options
  }

  /// Bytes that the pictures in flight may take: a large film on many workers must not take all of the machine's memory.
  private static let largestLookaheadBytes = 512 << 20

  /// Frames in flight: one each for the workers to meet in, and two so that the output never waits for a hand-over; fewer
  /// where their pictures in `layout` would be too large together, but never less than two.
  package func lookahead(in layout: PixelLayout) -> Int {
    max(2, min(options.workerCount + 2, Self.largestLookaheadBytes / layout.byteCount(of: timeline.size)))
  }

  /// Renders the frames into `sink`.
  ///
  /// - Returns: what was done. When `interruption` asked for an end before the last frame, the sink has been completed with
  ///   the frames finished by then.
  /// - Throws: the first error of rendering or of the sink, or `ProductionError.interrupted` when there is no result at all
  ///   because the user stopped before the first frame or asked twice. The sink is dropped then.
  package func run(
    into sink: consuming some FrameSink & ~Copyable, layout: PixelLayout,
    progress: consuming some FilmProgressReporting,
    interruption: Interruption
  ) throws -> ProductionReport {
    let settings = options.fieldSettings(timeline)
    let renderer = FrameRenderer(
      size: timeline.size, settings: settings, coloring: Coloring(timeline), format: PixelTarget.Format(layout))
    var planner = reusePlanner(settings)
    let pool = try PicturePool(size: timeline.size, layout: layout)
    let lookahead = lookahead(in: layout)
    var clock = StageClock()
    var output = sink
    var report = progress
    var accepted = 0
    var last: SubmittedFrame?
    var repeatedFrames = 0

    let workers = try WorkStealingPool.run(workerCount: options.workerCount) { workers in
      let queue = FrameQueue(frames: frames, workers: workers)
      interruption.whenRequested { queue.stop() }
      report.report(clock.progress(finishedFrames: 0, frameCount: frames.count))
      while accepted < frames.count {
        try queue.fill(to: lookahead) { frame in
          let parameters = timeline.parameters(at: frame)
          let source = planner.source(ofFrame: frame)
          if options.reusesEqualFrames, let last, last.parameters == parameters {
            repeatedFrames += 1
            return (last.picture, last.latch)
          }
          let picture = try pool.take()
          let latch = workers.submit(renderer.job(parameters, source: source, into: PixelTarget(lending: picture)))
          last = SubmittedFrame(parameters: parameters, picture: picture, latch: latch)
          return (picture, latch)
        }
        clock.enter(.rendering)
        guard !interruption.isUrgent, let next = try queue.next() else { break }
        clock.enter(.encoding)
        try output.accept(next.picture, frame: next.frame)
        accepted += 1
        report.report(clock.progress(finishedFrames: accepted, frameCount: frames.count))
      }
      return workers
    }
    guard accepted > 0, !interruption.isUrgent else { throw ProductionError.interrupted }
    try output.finish()
    return ProductionReport(
      production: self, lookahead: lookahead, finishedFrames: accepted, elapsedSeconds: clock.elapsedSeconds,
      repeatedFrames: repeatedFrames, largestFieldStoreBytes: planner.largestHeldBytes, workers: workers.statistics,
      field: renderer.counters)
  }

  /// Plans which frames take the field of another; one that is shown again as it is needs none.
  private func reusePlanner(_ settings: FieldSettings) -> ReusePlanner {
    // Frames are read in their order, each once.
    var previous: FrameParameters?
    return ReusePlanner(
      size: timeline.size, settings: settings, frames: frames, byteLimit: options.fieldStoreBytes
    ) { frame in
      let parameters = timeline.parameters(at: frame)
      defer { previous = parameters }
      return options.reusesEqualFrames && parameters == previous ? nil : parameters
    }
  }
}

/// The newest frame that the workers were given, in case the next one is equal.
private struct SubmittedFrame {
  let parameters: FrameParameters
  let picture: Picture
  let latch: Latch
}
