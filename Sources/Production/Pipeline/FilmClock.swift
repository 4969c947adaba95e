import WorkStealing

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
