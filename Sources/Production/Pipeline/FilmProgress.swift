import WorkStealing

/// How far a film is.
package struct FilmProgress: Hashable, Sendable {
  /// What a film's time goes to.
  package enum Stage: String, Hashable, Sendable {
    /// The workers that iterate and shade.
    case rendering
    /// The encoders, or whatever turns pictures into results.
    case encoding
  }

  /// Frames that are rendered and encoded.
  package let finishedFrames: Int
  /// Of these, frames that were finished before the work began.
  package let keptFrames: Int
  /// Frames there will be.
  package let frameCount: Int
  /// Seconds since the work began.
  package let elapsedSeconds: Double
  /// The stage that the workers have spent more time on so far.
  package let limitingStage: Stage

  /// Mean frames per second so far; 0 at the start.
  package var framesPerSecond: Double { elapsedSeconds > 0 ? Double(finishedFrames - keptFrames) / elapsedSeconds : 0 }

  /// Seconds the rest takes at this rate; `nil` while there is no rate.
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
  /// A reporter that says nothing.
  package init() {}

  /// Says nothing.
  package func report(_ progress: FilmProgress) {}
}

/// How long a film has taken, and what has taken the most.
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

  /// The state after `finishedFrames` frames, on which `workers` have spent what their statistics say, part of it on encoding.
  func progress(finishedFrames: Int, workers: [WorkerStatistics], encodingSeconds: Double = 0) -> FilmProgress {
    let busySeconds = workers.reduce(0) { $0 + Double($1.busyNanoseconds) / 1e9 }
    return FilmProgress(
      finishedFrames: finishedFrames, keptFrames: keptFrames, frameCount: frameCount, elapsedSeconds: elapsedSeconds,
      limitingStage: encodingSeconds > busySeconds / 2 ? .encoding : .rendering)
  }
}
