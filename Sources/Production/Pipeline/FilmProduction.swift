import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Makes a film: has its frames rendered and encoded by the workers, several segments at once, and joined in order.
///
/// The calling thread coordinates (`FilmCoordinator`): it decides what may be in flight within the memory that the
/// options allow.
package struct FilmProduction {
  /// What to render.
  package let timeline: FilmTimeline
  /// Which frames of it, a non-empty part of 0..<frameCount.
  package let frames: Range<Int>
  /// How they are rendered.
  package var options: RenderingOptions
  /// Frames of a segment of a video file, of all of `timeline`'s frames (`FilmCut.segmentLength`).
  package var segmentLength: Int
  /// Whether a video file carries a picture of the film's middle, by which lists of files show it.
  package var hasCover = false
  /// That picture, where it is made already: for a film that is made more than once.
  var madeCover: CoverPicture?

  /// The production of `frames` of `timeline` with `options`.
  package init(timeline: FilmTimeline, frames: Range<Int>, options: RenderingOptions) {
    precondition(
      !frames.isEmpty && frames.lowerBound >= 0 && frames.upperBound <= timeline.frameCount,
      "frames \(frames) of \(timeline.frameCount)")
    self.timeline = timeline
    self.frames = frames
    self.options = options
    segmentLength = FilmCut.segmentLength(frameCount: timeline.frameCount)
  }

  /// Renders the frames into `sink`.
  ///
  /// - Parameter ending: what is left if `interruption` stops it before the last frame.
  /// - Returns: what was done.
  /// - Throws: the first error of rendering, encoding or the sink, or `ProductionError.interrupted` when there is no result at
  ///   all because the user stopped before the first frame or asked twice. The sink is dropped then.
  package func run<Sink: FilmSink & ~Copyable>(
    into sink: consuming Sink, layout: PixelLayout, progress: consuming some FilmProgressReporting,
    interruption: Interruption, ending: FilmEnding = .shorterFilm
  ) throws -> ProductionReport {
    let production = withinRoom
    let options = production.options
    let limits = try production.limits(layout: layout, sink: sink)
    let cut = FilmCut(frames: frames, segmentLength: sink.segmentLength)
    // Segments that wait for earlier ones should neither take memory nor be missing from a film that ends short.
    let mayWait = cut.segmentLength > 1 && ending == .wholeSegments && !sink.holdsWaitingSegments
    let source = try FrameSource(
      timeline: timeline, layout: layout, options: options,
      sequenceCount: cut.segmentLength > 1 ? limits.schedule.openSegments : 1,
      lending: mayWait ? (cut, Set(sink.finishedSegments.keys)) : nil)
    let keptFrames = sink.finishedSegments.keys.reduce(0) { $0 + cut.frames(ofSegment: $1).count }
    let clock = FilmClock(frameCount: frames.count, keptFrames: keptFrames)
    var reporter = progress
    // Optional, so that it can be consumed inside the closure.
    var sinkToUse: Sink? = consume sink
    return try WorkStealingPool.run(workerCount: limits.workerCount) { workers in
      guard let sink = sinkToUse.take() else { preconditionFailure("the body of a pool runs once") }
      var coordinator = FilmCoordinator(
        sink: sink, cut: cut, source: source, limits: limits.schedule, workers: workers, interruption: interruption,
        ending: ending)
      let encoding = coordinator.clock
      try coordinator.run { finishedFrames in
        reporter.report(
          clock.progress(finishedFrames: finishedFrames, workers: workers.statistics, encodingSeconds: encoding.seconds)
        )
      }
      let outcome = try coordinator.finish()
      return ProductionReport(
        production: production, cut: cut, limits: limits, outcome: outcome, elapsedSeconds: clock.elapsedSeconds,
        workers: workers.statistics)
    }
  }
}
