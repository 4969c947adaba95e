/// Tells where the coordinator's time goes: waiting for rendered frames, or handing them to the output.
struct StageClock {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var entered: ContinuousClock.Instant
  private var stage: FilmProgress.Stage = .rendering
  private var rendering = Duration.zero
  private var encoding = Duration.zero

  init() {
    start = clock.now
    entered = start
  }

  /// Seconds since the clock was made.
  var elapsedSeconds: Double { (clock.now - start) / .seconds(1) }

  /// Books the time since the last change on the stage that was, and goes on with `next`.
  mutating func enter(_ next: FilmProgress.Stage) {
    let now = clock.now
    switch stage {
    case .rendering: rendering += now - entered
    case .encoding: encoding += now - entered
    }
    entered = now
    stage = next
  }

  /// The state after `finishedFrames` of `frameCount`.
  mutating func progress(finishedFrames: Int, frameCount: Int) -> FilmProgress {
    enter(stage)
    return FilmProgress(
      finishedFrames: finishedFrames, frameCount: frameCount, elapsedSeconds: elapsedSeconds,
      limitingStage: rendering >= encoding ? .rendering : .encoding)
  }
}
