import Animation
import ArgumentParser
import Production

/// What to do with a film that flashes.
struct FlashOptions: ParsableArguments {
  @Flag(help: "Slow the palette's phase where the film is estimated to flash more than is safe.")
  var fixFlashes = false

  /// The preset to render and its timeline: `written`, slowed where it flashes with `--fix-flashes`.
  func remedied(_ written: Preset, workerCount: Int) throws -> (Preset, FilmTimeline) {
    guard fixFlashes else { return (written, try FilmTimeline.measured(written, workerCount: workerCount)) }
    let remedy = try FlashRemedy(written, workerCount: workerCount)
    if let sentence = remedy.sentence { StandardError.print(sentence) }
    return (remedy.preset, remedy.timeline)
  }

  /// Warns where `frames` of a film flash more than is safe, unless fixed, and where its timing is coarse.
  func warn(of frames: Range<Int>, in timeline: FilmTimeline, workerCount: Int) throws {
    if let warning = timeline.timingWarning { StandardError.print("warning: \(warning)") }
    guard !fixFlashes else { return }
    let safety = try FilmSafety(timeline, frames: frames, workerCount: workerCount)
    for warning in safety.flashWarnings { StandardError.print("warning: \(warning)") }
  }
}
