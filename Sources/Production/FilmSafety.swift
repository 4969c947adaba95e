import Animation
import FractalMath

/// What small pictures of a film show before it is rendered: where it flashes more than is safe to look at.
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

  /// Frames that are looked at, at most: beyond two minutes at 60 frames a second only every second, third … is, and quick flashes pass unseen.
  private static let mostFrames = 7200

  /// Pixels of a small picture across and down that are looked at as one: what flickers in finer grains than these, such as dust,
  /// does not flash.
  private static let cell = 4

  /// Looks at small pictures of all frames of `timeline`.
  ///
  /// - Complexity: about a tenth of a millisecond of a processor a frame.
  public init(_ timeline: Timeline, workerCount: Int) throws {
    let probe = FilmProbe(timeline, workerCount: workerCount)
    let step = (timeline.frameCount - 1) / Self.mostFrames + 1
    let rate = Double(timeline.frameRate.numerator) / Double(timeline.frameRate.denominator)
    var estimate = FlashEstimate(
      columns: probe.size.width / Self.cell, rows: probe.size.height / Self.cell,
      framesPerSecond: rate / Double(step))
    try probe.scanPictures(of: stride(from: 0, to: timeline.frameCount, by: step)) { _, picture in
      estimate.add(Self.cells(of: picture, size: probe.size))
    }
    flashes = estimate.risks.map { risk in
      let start = max(Double(risk.frames.lowerBound * step) / rate - 1, 0)
      return Flashes(kind: risk.kind, seconds: start...Double((risk.frames.upperBound + 1) * step) / rate)
    }
  }

  /// What flashes, and when, in a sentence for each kind.
  public var flashWarnings: [String] {
    FlashEstimate.Kind.allCases.compactMap { kind in
      let spans = flashes.filter { $0.kind == kind }.map(\.seconds)
      guard !spans.isEmpty else { return nil }
      let what = kind == .red ? "flashes of saturated red" : "flashes"
      let times = spans.map { "\(Self.text($0.lowerBound)) to \(Self.text($0.upperBound)) s" }
      let shown = times.prefix(Self.mostTimes).joined(separator: ", ")
      let more = times.count > Self.mostTimes ? " and \(times.count - Self.mostTimes) more times" : ""
      return "\(what): by estimate more than three a second at \(shown)\(more) (WCAG 2.3.1); "
        + "a slower palette phase (render --fix-flashes) or path of c would help"
    }
  }

  /// Stretches that a sentence names.
  private static let mostTimes = 3

  /// The mean light of each cell of a picture.
  private static func cells(of picture: [LinearRGB], size: FrameSize) -> [LinearRGB] {
    let (columns, rows) = (size.width / cell, size.height / cell)
    return (0..<rows * columns).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      var sum = LinearRGB(red: 0, green: 0, blue: 0)
      for line in row * cell..<(row + 1) * cell {
        for pixel in picture[line * size.width + column * cell..<line * size.width + (column + 1) * cell] {
          sum.red += pixel.red
          sum.green += pixel.green
          sum.blue += pixel.blue
        }
      }
      let count = Double(cell * cell)
      return LinearRGB(red: sum.red / count, green: sum.green / count, blue: sum.blue / count)
    }
  }

  private static func text(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}
