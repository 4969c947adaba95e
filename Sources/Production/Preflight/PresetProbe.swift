import Animation
import HostSystem
import VideoEncoding

/// Diagnostics that need rendered frames: whether a video can have its size, and whether pictures of it are
/// blank.
package struct PresetProbe {
  private let located: LocatedPreset
  private let timeline: FilmTimeline

  /// The probe of a valid preset.
  package init(_ located: LocatedPreset) {
    self.located = located
    timeline = FilmTimeline(located.preset)
  }

  /// The diagnostics, errors first; empty for most presets.
  ///
  /// - Throws: `LibAVError` if memory is short.
  package func diagnostics() throws -> [Diagnostic] {
    try formatDiagnostics + [blankPictures()].compactMap { $0 } + motion()
  }

  /// The diagnostics that need no picture: whether a video can have the film's size.
  package var formatDiagnostics: [Diagnostic] { [sizeProblem].compactMap { $0 } }

  private var sizeProblem: Diagnostic? {
    let settings = EncoderSettings(located.preset)
    guard
      let problem = settings.layout.problem(with: timeline.size) ?? settings.codec.problem(with: timeline.size)
    else { return nil }
    let isHeight = timeline.size.width.isMultiple(of: 2) && !timeline.size.height.isMultiple(of: 2)
    return located.diagnostic(problem, at: "output", isHeight ? "height" : "width", severity: .error)
  }

  /// A warning if a frame of some that are spread over the film has only one colour.
  private func blankPictures() throws -> Diagnostic? {
    let probe = try BlankPictures(timeline)
    let frames = probe.distinctFrames
    let blank = try frames.compactMap { frame in try probe.blankness(ofFrame: frame).map { (frame, $0) } }
    guard let (frame, blankness) = blank.first else { return nil }
    let place =
      switch frame {
      case 0: "the first frame"
      case timeline.frameCount - 1: "the last frame"
      default: "frame \(frame), at \(seconds(ofFrame: frame)) s,"
      }
    let others = blank.count == 1 ? "" : ", as \(blank.count - 1) of the \(frames.count - 1) others looked at are"
    return located.diagnostic(
      "\(place) is blank\(others): \(blankness.reason)", at: blankness.key, severity: .warning)
  }

  /// When `frame` is shown, to a tenth of a second.
  private func seconds(ofFrame frame: Int) -> String {
    let rate = Double(timeline.frameRate.numerator) / Double(timeline.frameRate.denominator)
    return "\((Double(frame) / rate * 10).rounded() / 10)"
  }

  /// A warning for each kind of too many flashes, by estimate, for each kind of idle passage, and one if the timing is coarse.
  private func motion() throws -> [Diagnostic] {
    let workerCount = AvailableProcessors.count
    let film = try FilmTimeline.measured(located.preset, workerCount: workerCount)
    let timing = film.timingWarning.map { located.diagnostic($0, at: "timing", severity: .warning) }
    let safety = try FilmSafety(film, workerCount: workerCount, findsIdlePassages: true)
    let flashes = safety.flashWarnings.map { located.diagnostic($0, at: "shading", severity: .warning) }
    let idle = try IdleSentences(safety.idlePassages, in: film, workerCount: workerCount).all.map {
      located.diagnostic($0.sentence, at: $0.key, severity: .warning)
    }
    return [timing].compactMap { $0 } + flashes + idle
  }
}
