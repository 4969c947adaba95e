import Animation
import Production

/// How much the picture changes where a film begins anew: the mean difference of the samples of two frames.
struct FilmSeam {
  /// From the last frame but one to the last.
  let before: Double
  /// From the last frame to the first.
  let across: Double
  /// From the first frame to the second.
  let after: Double

  /// Renders the frames of `preset` about its seam.
  init(of preset: Preset) throws {
    let timeline = try FilmTimeline.measured(preset, workerCount: 2)
    let count = timeline.frameCount
    func frames(_ range: Range<Int>) throws -> [[UInt8]] {
      try FilmProduction(timeline: timeline, frames: range, options: RenderingOptions(workerCount: 2)).record()
        .recording.pixels
    }
    let (end, start) = (try frames(count - 2..<count), try frames(0..<2))
    before = Self.difference(end[0], end[1])
    across = Self.difference(end[1], start[0])
    after = Self.difference(start[0], start[1])
  }

  private static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    let sum = zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(one.count)
  }
}
