import FilmFormat

/// How many samples determine a pixel's colour; the same for every frame of a film.
public struct Antialiasing: Hashable, Sendable {
  /// Which pixels get how many samples.
  public enum Mode: Hashable, Sendable {
    /// One in the middle of each pixel.
    case none
    /// `side`×`side` per pixel, 1…8: as in a frame of that multiple of the width and height.
    case grid(side: Int)
    /// One in the middle of each pixel. Where it differs from a neighbour by `threshold` or more of the full range of
    /// R′, G′ or B′, and is not on a slope, four at the corners. Where these or the middle differ as much, and not as
    /// on a slope, the whole grid of `maximumSamples`, a square number 4…64 (Theory.md, "Anti-aliasing").
    case adaptive(maximumSamples: Int, threshold: Double)
  }

  /// Which pixels get how many samples.
  public var mode: Mode
  /// How samples are combined into a pixel's colour; unused for pixels with one sample.
  public var filter: PixelFilter

  /// The given anti-aliasing.
  public init(mode: Mode, filter: PixelFilter = .box) {
    self.mode = mode
    self.filter = filter
  }

  /// One sample per pixel.
  public static let none = Antialiasing(mode: .none)

  /// The threshold that preserves what a grid of sixteen samples shows at a third of its cost or less
  /// (`Benchmarks/antialiasing.py`).
  public static let defaultThreshold = 0.1
}

/// Anti-aliasing in the form that tiles use.
struct Sampling: Sendable {
  /// The places of the samples.
  let pattern: SamplePattern
  /// The smallest difference of 8-bit codes that triggers more samples; `nil` if every pixel gets all of them.
  let threshold: UInt8?
  /// The weights of samples, including those of neighbours; `nil` for the mean of the pixel's own.
  let filter: FilterWeights?

  /// Pixels per tile: tall enough that the neighbours' rows, which are computed twice, are at most a tenth in HD.
  static let pixelsPerTile = 48 << 10

  /// The form of `antialiasing`; `nil` if one sample is enough.
  init?(_ antialiasing: Antialiasing) {
    switch antialiasing.mode {
    case .none, .grid(side: 1): return nil
    case .grid(let side):
      precondition((1...8).contains(side), "a grid of \(side)×\(side) samples")
      self.init(
        pattern: SamplePattern(side: side), threshold: nil,
        filter: antialiasing.filter == .mitchell ? FilterWeights(side: side) : nil)
    case .adaptive(let maximumSamples, let threshold):
      let side = Int(Double(maximumSamples).squareRoot())
      precondition(
        side * side == maximumSamples && (2...8).contains(side), "\(maximumSamples) is no square number 4…64")
      precondition((0...1).contains(threshold), "a threshold of \(threshold)")
      precondition(antialiasing.filter == .box, "a filter that needs all samples of all pixels")
      self.init(
        pattern: SamplePattern(side: side), threshold: UInt8((255 * threshold).rounded(.up)), filter: nil)
    }
  }

  private init(pattern: SamplePattern, threshold: UInt8?, filter: FilterWeights?) {
    self.pattern = pattern
    self.threshold = threshold
    self.filter = filter
  }
}
