import WorkStealing

/// The progress of a film.
package struct FilmProgress: Hashable, Sendable {
  /// The stages of making a film.
  package enum Stage: String, Hashable, Sendable {
    /// The workers that iterate and shade.
    case rendering
    /// The encoders, or whatever converts pictures to results.
    case encoding
  }

  /// Frames that are rendered and encoded.
  package let finishedFrames: Int
  /// Of these, frames that were finished before this run.
  package let keptFrames: Int
  /// Total frames.
  package let frameCount: Int
  /// Seconds since the work began.
  package let elapsedSeconds: Double
  /// The stage that has taken more of the workers' time so far.
  package let limitingStage: Stage

  /// Mean frames per second so far; 0 at the start.
  package var framesPerSecond: Double { elapsedSeconds > 0 ? Double(finishedFrames - keptFrames) / elapsedSeconds : 0 }

  /// Seconds remaining at this rate; `nil` while there is no rate.
  package var remainingSeconds: Double? {
    framesPerSecond > 0 ? Double(frameCount - finishedFrames) / framesPerSecond : nil
  }
}

/// Receives a film's progress; called by the coordinator at the start and after each frame, so it should be quick.
package protocol FilmProgressReporting {
  /// The newest state.
  mutating func report(_ progress: FilmProgress)
}

/// Ignores progress.
package struct SilentProgress: FilmProgressReporting {
  /// A reporter that ignores progress.
  package init() {}

  /// Says nothing.
  package func report(_ progress: FilmProgress) {}
}

/// The elapsed time of a film, and its dominant stage.
struct FilmClock {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let frameCount: Int
  private let keptFrames: Int

  /// Starts the clock for a film of `frameCount` frames, of which `keptFrames` are finished already.
  init(frameCount: Int, keptFrames: Int = 0) {
    self.keptFrames = keptFrames
    self.frameCount = frameCount
    start = clock.now
  }

  /// Seconds since the start.
  var elapsedSeconds: Double { (clock.now - start) / .seconds(1) }

  /// The state after `finishedFrames` frames, with the workers' statistics, including encoding.
  func progress(finishedFrames: Int, workers: [WorkerStatistics], encodingSeconds: Double = 0) -> FilmProgress {
    let busySeconds = workers.reduce(0) { $0 + Double($1.busyNanoseconds) / 1e9 }
    return FilmProgress(
      finishedFrames: finishedFrames, keptFrames: keptFrames, frameCount: frameCount, elapsedSeconds: elapsedSeconds,
      limitingStage: encodingSeconds > busySeconds / 2 ? .encoding : .rendering)
  }
}
