import Animation
import FractalMath

/// Warnings about a film that small pictures of it show before it is rendered: flashes, and a blank beginning.
public struct FilmSafety: Sendable {
  /// Stretches with more flashes than are safe, in seconds from the start of the film.
  public struct Flashes: Hashable, Sendable {
    /// What changes.
    public let kind: FlashEstimate.Kind
    /// From the start of the first second with too many flashes to the end of the last, in seconds.
    public let seconds: ClosedRange<Double>
  }

  /// Where it flashes too often, by estimate.
  public let flashes: [Flashes]
  /// Whether the first frame shows a single colour.
  public let beginsBlank: Bool

  /// Frames that are looked at, at most: beyond a quarter of an hour at 60 frames a second only every second, third … is.
  private static let mostFrames = 54_000

  /// Looks at small pictures of all frames of `timeline`.
  ///
  /// - Complexity: about a tenth of a millisecond of a processor a frame.
  public init(_ timeline: Timeline, workerCount: Int) throws {
    let probe = FilmProbe(timeline, workerCount: workerCount)
    let step = (timeline.frameCount - 1) / Self.mostFrames + 1
    let rate = Double(timeline.frameRate.numerator) / Double(timeline.frameRate.denominator)
    var estimate = FlashEstimate(
      columns: probe.size.width, rows: probe.size.height, framesPerSecond: rate / Double(step))
    var beginsBlank = false
    try probe.scanPictures(of: stride(from: 0, to: timeline.frameCount, by: step)) { frame, picture in
      if frame == 0 { beginsBlank = Set(picture).count == 1 }
      estimate.add(picture)
    }
    self.beginsBlank = beginsBlank
    flashes = estimate.risks.map { risk in
      let start = max(Double(risk.frames.lowerBound * step) / rate - 1, 0)
      return Flashes(kind: risk.kind, seconds: start...Double((risk.frames.upperBound + 1) * step) / rate)
    }
  }

  /// One sentence for each warning.
  public var warnings: [String] {
    let blank = beginsBlank ? ["the first frame shows a single colour"] : []
    return blank
      + flashes.map { flashes in
        let what = flashes.kind == .red ? "flashes of saturated red" : "flashes"
        let (start, end) = (Self.text(flashes.seconds.lowerBound), Self.text(flashes.seconds.upperBound))
        return "\(what): by estimate more than three a second from \(start) s to \(end) s (WCAG 2.3.1); "
          + "a slower palette phase or path of c would help"
      }
  }

  private static func text(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}
