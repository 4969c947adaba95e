import Animation
import FractalMath
import HostSystem
import Rendering
import VideoEncoding
import WorkStealing

/// Diagnostics that need rendered frames: whether a video can have its size, and whether it begins with an empty
/// picture.
package struct PresetProbe {
  /// The longer side of the small picture examined.
  private static let extent = 96
  /// Bounds the probe's time to a fraction of a second; the end of orbits that have not escaped by then is unknown.
  private static let mostIterations = 20_000
  /// The largest invisible difference of 8-bit samples.
  private static let invisibleDifference: UInt8 = 2

  private let located: LocatedPreset
  private let timeline: Timeline

  /// The probe of a valid preset.
  package init(_ located: LocatedPreset) {
    self.located = located
    timeline = Timeline(located.preset)
  }

  /// The diagnostics, errors first; empty for most presets.
  ///
  /// - Throws: `LibAVError` if memory is short.
  package func diagnostics() throws -> [Diagnostic] {
    try formatDiagnostics + [blankStart()].compactMap { $0 } + motion()
  }

  /// The diagnostics that need no picture: whether a video can have the film's size.
  package var formatDiagnostics: [Diagnostic] { [sizeProblem].compactMap { $0 } }

  private var sizeProblem: Diagnostic? {
    let settings = EncoderSettings(located.preset.output)
    guard
      let problem = settings.layout.problem(with: timeline.size) ?? settings.codec.problem(with: timeline.size)
    else { return nil }
    let isHeight = timeline.size.width.isMultiple(of: 2) && !timeline.size.height.isMultiple(of: 2)
    return located.diagnostic(problem, at: "output", isHeight ? "height" : "width", severity: .error)
  }

  /// A warning if the first frame, rendered small, has only one colour.
  private func blankStart() throws -> Diagnostic? {
    let size = smallSize
    let parameters = timeline.parameters(at: 0)
    let renderer = try FilmRenderer(
      timeline, size: size,
      antialiasing: Antialiasing.none,
      mostIterations: Self.mostIterations)
    let picture = try renderer.picture(parameters)
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { counts.deallocate() }
    let field = FieldJob(parameters: parameters, size: size, settings: renderer.settings, counts: counts)
    try WorkStealingPool.run(workerCount: 1) { workers in workers.submit(field).wait() }
    guard picture.isOfOneColor(within: Self.invisibleDifference) else { return nil }
    if counts.allSatisfy({ $0 < 0 }) {
      if renderer.settings.limits != timeline.limits { return nil }
      return located.diagnostic(
        "the first frame is blank: no point of it escapes, so that all have the interior colour", at: "camera",
        severity: .warning)
    }
    return located.diagnostic(
      "the first frame is blank: all of its points have the same colour", at: "shading", severity: .warning)
  }

  /// A warning for each kind of too many flashes, by estimate, and one if the timing is coarse.
  private func motion() throws -> [Diagnostic] {
    let workerCount = AvailableProcessors.count
    let film = try Timeline.measured(located.preset, workerCount: workerCount)
    let timing = film.timingWarning.map { located.diagnostic($0, at: "timing", severity: .warning) }
    return try [timing].compactMap { $0 }
      + FilmSafety(film, workerCount: workerCount).flashWarnings.map {
        located.diagnostic($0, at: "shading", severity: .warning)
      }
  }

  /// The film's size, scaled down.
  private var smallSize: FrameSize {
    let longer = max(timeline.size.width, timeline.size.height)
    func scaled(_ side: Int) -> Int { longer <= Self.extent ? side : max(1, side * Self.extent / longer) }
    return FrameSize(width: scaled(timeline.size.width), height: scaled(timeline.size.height))
  }
}

extension Picture {
  /// Whether no sample of an R′G′B′ picture differs by more than `tolerance` from that of its first pixel.
  fileprivate func isOfOneColor(within tolerance: UInt8) -> Bool {
    guard let plane = planes.first else { return true }
    let channels = 3
    return (0..<size.height).allSatisfy { row in
      let samples = plane.base + row * plane.rowStride
      return (0..<size.width * channels).allSatisfy { index in
        let (sample, first) = (samples[index], plane.base[index % channels])
        return max(sample, first) - min(sample, first) <= tolerance
      }
    }
  }
}
