import Animation
import Measuring
import Rendering

/// What is measured if the user names no preset: fixed, so that figures of different machines and revisions can be
/// compared.
package enum BenchmarkSuite {
  /// The suite's version, raised whenever its films, their frames or their size change.
  package static let version = 1
  /// Frame size, as in options.
  package static let size = "1280x720"
  /// Frames of each film.
  package static let frameCount = 48

  /// A film and its first measured frame.
  private static let films: [(preset: String, firstFrame: Int)] = [
    // The dust and spirals on both sides of θ = 60°: about the mean cost of the whole loop.
    ("benchmark-loop", 84),
    // At the Siegel disc: most of the frame is interior, no trap disc helps, and the rows differ widely in cost.
    ("benchmark-constants", 771),
  ]

  /// The suite in words.
  package static var summary: String {
    "\(films.map(\.preset).joined(separator: " and ")) at \(size), \(frameCount) frames each"
  }

  /// The figure to quote of `films`, measured with `options`; `nil` unless they are the whole suite as it is pinned. Of
  /// several instruction sets the last, widest one counts.
  package static func headline(of films: [BenchmarkReport.Film], _ options: BenchmarkOptions) -> Headline? {
    guard options.presets.isEmpty, options.size == nil, options.frames == nil, options.formula == nil else {
      return nil
    }
    let chosen = films.filter { $0.instructionSet == films.last?.instructionSet }
    return Headline(chosen, suiteVersion: version)
  }

  /// A film to measure: the user's name for it, and the workload.
  package typealias Case = (name: String, workload: RenderingWorkload)

  /// The cases for `options`.
  ///
  /// - Parameter load: loads the preset for the user's name, with overrides, and returns it with its name for errors.
  /// - Throws: what `load` throws, `WorkloadError`.
  package static func cases(
    _ options: BenchmarkOptions, load: (String, [Override]) throws -> (preset: Preset, name: String)
  ) throws -> [Case] {
    var cases: [Case] = []
    let chosen: [(preset: String, firstFrame: Int?)] =
      options.presets.isEmpty ? films.map { ($0.preset, $0.firstFrame) } : options.presets.map { ($0, nil) }
    let size = options.size ?? (options.presets.isEmpty ? PixelExtent(argument: Self.size) : nil)
    for (presetName, firstFrame) in chosen {
      let (preset, name) = try load(presetName, (size?.overrides ?? []) + (options.formula?.overrides ?? []))
      let frames = frames(
        options.frames ?? frameCount, from: firstFrame, filmLength: preset.frameCount)
      for instructionSet in options.instructionSets {
        let workload = try RenderingWorkload(preset: preset, frames: frames, instructionSet: instructionSet)
        cases.append((name, workload))
      }
    }
    return cases
  }

  /// `count` frames of a film, or as many as it has: from `first` on if they fit, otherwise around the middle.
  package static func frames(_ count: Int, from first: Int?, filmLength: Int) -> Range<Int> {
    let count = min(count, filmLength)
    if let first, first + count <= filmLength { return first..<first + count }
    let start = (filmLength - count) / 2
    return start..<start + count
  }
}
