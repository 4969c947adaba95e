import Animation

/// A film's palette phase made so slow that its flashes are gone, by estimate.
public struct FlashRemedy: Sendable {
  /// The preset to render.
  public let preset: Preset
  /// Its timeline.
  public let timeline: Timeline
  /// What was done, or why nothing could be; `nil` where there was nothing to do.
  public let sentence: String?

  /// Slows the phase of `preset` to a half, a quarter … until nothing flashes too often; leaves it alone where that is not the cause.
  ///
  /// - Complexity: a `FilmSafety` for each try, eight at most.
  public init(_ preset: Preset, workerCount: Int) throws {
    func isSafe(_ film: Timeline) throws -> Bool {
      try FilmSafety(film, workerCount: workerCount).flashes.isEmpty
    }
    let written = try Timeline.measured(preset, workerCount: workerCount)
    if try isSafe(written) {
      (self.preset, timeline, sentence) = (preset, written, nil)
      return
    }
    for halvings in 1...6 {
      let slower = preset.slowingPhase(by: 1 / Double(1 << halvings))
      let film = try Timeline.measured(slower, workerCount: workerCount)
      if try isSafe(film) {
        (self.preset, timeline) = (slower, film)
        sentence = "flashes: the palette's phase is slowed to 1/\(1 << halvings) or less of its cycles"
        return
      }
    }
    (self.preset, timeline) = (preset, written)
    sentence = "flashes: they do not come from the palette's phase alone; the film is left as it is"
  }
}
