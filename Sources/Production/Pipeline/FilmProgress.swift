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

/// Takes note of a film's progress; called by the coordinator at the start and after each frame, so it should be quick.
public protocol FilmProgressReporting {
  /// The newest state.
  mutating func report(_ progress: FilmProgress)
}

/// Takes no note.
public struct SilentProgress: FilmProgressReporting {
  /// A reporter that says nothing.
  public init() {}

  /// Says nothing.
  public func report(_ progress: FilmProgress) {}
}
