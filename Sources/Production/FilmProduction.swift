import Animation
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Makes a film: has its frames rendered by the workers and hands them, in order, to the output.
///
/// One coordinator, the calling thread, owns the order, the memory bound and the output, so none of them needs a lock, and
/// no worker ever waits for order or for room: at most `lookahead` frames are in flight, each in a picture of its own.
public struct FilmProduction {
  /// What to render.
  public let timeline: Timeline
  /// Which frames of it, a part of 0..<frameCount that is not empty.
  public let frames: Range<Int>
  /// Workers that render, at least 1.
  public let workerCount: Int

  /// The production of `frames` of `timeline` by `workerCount` workers.
  public init(timeline: Timeline, frames: Range<Int>, workerCount: Int) {
    precondition(
      !frames.isEmpty && frames.lowerBound >= 0 && frames.upperBound <= timeline.frameCount,
      "frames \(frames) of \(timeline.frameCount)")
    self.timeline = timeline
    self.frames = frames
    self.workerCount = workerCount
  }

  /// Frames in flight: one each for the workers to meet in, and two so that the output never waits for a hand-over.
  package var lookahead: Int { workerCount + 2 }

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
    let renderer = FrameRenderer(
      size: timeline.size, settings: FieldSettings(limits: timeline.limits), coloring: Coloring(timeline),
      format: PixelTarget.Format(layout))
    let pool = try PicturePool(size: timeline.size, layout: layout)
    var clock = StageClock()
    var output = sink
    var report = progress
    var accepted = 0

    let workers = try WorkStealingPool.run(workerCount: workerCount) { workers in
      interruption.whenUrgent { workers.cancel() }
      var inFlight = InFlightFrames(frames: frames) { frame in
        let picture = try pool.take()
        let job = renderer.job(timeline.parameters(at: frame), into: PixelTarget(lending: picture))
        return (picture, workers.submit(job))
      }
      while accepted < frames.count {
        if interruption.isRequested && !inFlight.isNextFinished { break }
        if !interruption.isRequested { try inFlight.fill(to: lookahead) }
        guard let next = inFlight.popFirst() else { break }
        clock.enter(.rendering)
        next.latch.wait()
        try workers.checkCancellation()
        clock.enter(.encoding)
        try output.accept(next.picture, frame: next.frame)
        accepted += 1
        report.report(clock.progress(finishedFrames: accepted, frameCount: frames.count))
      }
      if accepted < frames.count { workers.cancel() }
      return workers
    }
    guard accepted > 0, !interruption.isUrgent else { throw ProductionError.interrupted }
    try output.finish()
    return ProductionReport(
      production: self, finishedFrames: accepted, elapsedSeconds: clock.elapsedSeconds, workers: workers.statistics)
  }
}

/// The frames that are being rendered, oldest first.
private struct InFlightFrames: ~Copyable {
  typealias Submission = (picture: Picture, latch: Latch)

  private var upcoming: Range<Int>
  private var queue: [(frame: Int, picture: Picture, latch: Latch)] = []
  private let submit: (Int) throws -> Submission

  init(frames: Range<Int>, submit: @escaping (Int) throws -> Submission) {
    upcoming = frames
    self.submit = submit
  }

  /// Whether the oldest frame only waits to be taken.
  var isNextFinished: Bool { queue.first?.latch.isSet ?? false }

  /// Submits frames until `count` are in flight or none is left.
  mutating func fill(to count: Int) throws {
    while queue.count < count, let frame = upcoming.popFirst() {
      let (picture, latch) = try submit(frame)
      queue.append((frame, picture, latch))
    }
  }

  /// Takes the oldest frame out, finished or not.
  mutating func popFirst() -> (frame: Int, picture: Picture, latch: Latch)? {
    queue.isEmpty ? nil : queue.removeFirst()
  }
}
