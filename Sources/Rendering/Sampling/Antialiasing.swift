import FilmFormat

/// How many samples a pixel's colour is made from; the same for every frame of a film.
public struct Antialiasing: Hashable, Sendable {
  /// Which pixels have how many samples.
  public enum Mode: Hashable, Sendable {
    /// One in the middle of each.
    case none
    /// `side`×`side` in each, 1…8: those of a frame of so many times the width and height.
    case grid(side: Int)
    /// One in the middle of each; where it differs from a neighbour by `threshold` or more of the whole range of R′, G′ or B′, and is not on
    /// a slope, four at the corners; where these or the middle differ as much, and not as a slope does, all of a grid of
    /// `maximumSamples`, a square number 4…64 (Theory.md, "Anti-aliasing").
    case adaptive(maximumSamples: Int, threshold: Double)
  }

  /// Which pixels have how many samples.
  public var mode: Mode
  /// What a pixel's colour is made of; where a pixel has one sample, that one.
  public var filter: PixelFilter

  /// The given anti-aliasing.
  public init(mode: Mode, filter: PixelFilter = .box) {
    self.mode = mode
    self.filter = filter
  }

  /// One sample a pixel.
  public static let none = Antialiasing(mode: .none)

  /// The threshold that keeps what a grid of sixteen samples shows at a third of its cost and less (`Benchmarks/antialiasing.py`).
  public static let defaultThreshold = 0.1
}

/// Anti-aliasing in the form in which tiles use it.
struct Sampling: Sendable {
  /// Where the samples are.
  let pattern: SamplePattern
  /// The least difference of 8-bit codes for which more samples are taken; `nil` where all are taken everywhere.
  let threshold: UInt8?
  /// How samples are weighted, also those of neighbours; `nil` for the mean of the pixel's own.
  let filter: FilterWeights?

  /// Pixels a tile has: tall enough that the neighbours' rows, which are computed twice, are a tenth or less of HD's.
  static let pixelsPerTile = 48 << 10

  /// The form of `antialiasing`; `nil` where one sample is enough.
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
