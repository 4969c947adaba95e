import WorkStealing

/// How far a film is.
public struct FilmProgress: Hashable, Sendable {
  /// What a film's time goes to.
  public enum Stage: String, Hashable, Sendable {
    /// The workers that iterate and shade.
    case rendering
    /// The encoders, or whatever turns pictures into results.
    case encoding
  }

  /// Frames that are rendered and encoded.
  public let finishedFrames: Int
  /// Of these, frames that were finished before the work began.
  public let keptFrames: Int
  /// Frames there will be.
  public let frameCount: Int
  /// Seconds since the work began.
  public let elapsedSeconds: Double
  /// The stage that the workers have spent more time on so far.
  public let limitingStage: Stage

  /// Mean frames per second so far; 0 at the start.
  public var framesPerSecond: Double { elapsedSeconds > 0 ? Double(finishedFrames - keptFrames) / elapsedSeconds : 0 }

  /// Seconds the rest takes at this rate; `nil` while there is no rate.
  public var remainingSeconds: Double? {
    framesPerSecond > 0 ? Double(frameCount - finishedFrames) / framesPerSecond : nil
  }
}

/// Receives a film's progress; called by the coordinator at the start and after each frame, so it should be quick.
public protocol FilmProgressReporting {
  /// The newest state.
  mutating func report(_ progress: FilmProgress)
}

/// Ignores progress.
public struct SilentProgress: FilmProgressReporting {
  /// A reporter that says nothing.
  public init() {}

  /// Says nothing.
  public func report(_ progress: FilmProgress) {}
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
