import Animation

extension Timeline {
  /// The timeline of `preset`; where its timing is visual, small pictures of the path as it is written show how much changes, and
  /// c is slowed down where that is much.
  ///
  /// The same on every machine. It is measured anew each time, and nothing is kept of it.
  ///
  /// - Complexity: some seconds of processor time at most where the timing is visual.
  public init(measuring preset: Preset, workerCount: Int) throws {
    self.init(preset, pathTiming: try PathTiming(measuring: preset, workerCount: workerCount))
  }

  /// What is to be said of the timing: that its measurement was cut short.
  public var timingWarning: String? {
    isTimedCoarsely
      ? "timing: small pictures of this film take so many steps that only some are looked at; c is timed less finely"
      : nil
  }
}

extension PathTiming {
  /// The timing of `preset`'s path of c: as written, or measured where the preset asks for a visual one.
  init(measuring preset: Preset, workerCount: Int) throws {
    guard preset.timing == .visual else {
      self = .written
      return
    }
    let film = Timeline(preset)
    let written = try PathChanges(
      of: FilmProbe(film, workerCount: workerCount), overSeconds: preset.motionSeconds,
      frameCount: preset.loop == .pingpong ? film.frameCount / 2 : film.frameCount)
    self.init(
      changes: written.changes, between: written.places, isLoop: preset.loop == .wrap, isCoarse: written.isCut)
  }
}
