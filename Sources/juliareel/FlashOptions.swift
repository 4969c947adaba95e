import Animation
import ArgumentParser
import Production

/// What becomes of a film that flashes.
struct FlashOptions: ParsableArguments {
  @Flag(help: "Slow the palette's phase where a film flashes more than is safe, by estimate.")
  var fixFlashes = false

  /// The preset to make, which is `written`, with `--fix-flashes` slowed where it flashes, and its timeline.
  func remedied(_ written: Preset, workerCount: Int) throws -> (Preset, Timeline) {
    guard fixFlashes else { return (written, try Timeline.measured(written, workerCount: workerCount)) }
    let remedy = try FlashRemedy(written, workerCount: workerCount)
    if let sentence = remedy.sentence { StandardError.print(sentence) }
    return (remedy.preset, remedy.timeline)
  }

  /// Says where `frames` of a film flash more than is safe, unless that has been remedied, and where its timing is coarse.
  func warn(of frames: Range<Int>, in timeline: Timeline, workerCount: Int) throws {
    if let warning = timeline.timingWarning { StandardError.print("warning: \(warning)") }
    guard !fixFlashes else { return }
    let safety = try FilmSafety(timeline, frames: frames, workerCount: workerCount)
    for warning in safety.flashWarnings { StandardError.print("warning: \(warning)") }
  }
}
