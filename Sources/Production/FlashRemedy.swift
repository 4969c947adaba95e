import Animation

/// A film's palette phase made so slow that its flashes are gone, by estimate.
public struct FlashRemedy: Sendable {
  /// The preset to render.
  public let preset: Preset
  /// What was done, or why nothing could be; `nil` where there was nothing to do.
  public let sentence: String?

  /// Slows the phase of `preset` to a half, a quarter … until nothing flashes too often; leaves it alone where that is not the cause.
  ///
  /// - Complexity: a `FilmSafety` for each try, eight at most.
  public init(_ preset: Preset, workerCount: Int) throws {
    func isSafe(_ preset: Preset) throws -> Bool {
      try FilmSafety(Timeline(measuring: preset, workerCount: workerCount), workerCount: workerCount).flashes.isEmpty
    }
    if try isSafe(preset) {
      (self.preset, sentence) = (preset, nil)
      return
    }
    for halvings in 1...6 {
      let slower = preset.slowingPhase(by: 1 / Double(1 << halvings))
      if try isSafe(slower) {
        self.preset = slower
        sentence = "flashes: the palette's phase is slowed to 1/\(1 << halvings) or less of its cycles"
        return
      }
    }
    self.preset = preset
    sentence = "flashes: they do not come from the palette's phase alone; the film is left as it is"
  }
}
