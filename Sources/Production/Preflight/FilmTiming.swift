import Animation

extension Timeline {
  /// The timeline of `preset`; where its timing is visual, small pictures of the path as it is written show how much changes, and
  /// c is slowed down where that is much.
  ///
  /// The same on every machine. It is measured anew each time, and nothing is kept of it.
  ///
  /// - Complexity: some seconds of processor time at most where the timing is visual.
  public static func measured(_ preset: Preset, workerCount: Int) throws -> Timeline {
    let film = Timeline(preset)
    guard preset.timing == .visual else { return film }
    let written = try PathChanges(
      of: FilmProbe(film, workerCount: workerCount), overSeconds: preset.motionSeconds,
      frameCount: preset.loop == .pingpong ? film.frameCount / 2 : film.frameCount)
    return Timeline(
      preset,
      pathTiming: PathTiming(
        changes: written.changes, between: written.places, isLoop: preset.loop == .wrap, isCoarse: written.isCut))
  }

  /// A warning that the measurement of the timing was cut short.
  public var timingWarning: String? {
    isTimedCoarsely
      ? "timing: small pictures of this film take so many steps that only some are looked at; c is timed less finely"
      : nil
  }
}
