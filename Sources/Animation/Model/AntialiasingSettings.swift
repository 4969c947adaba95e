import FilmFormat

/// How the colour of a pixel is averaged over its area.
public struct AntialiasingSettings: Hashable, Sendable {
  /// Where samples are taken.
  public internal(set) var mode = Mode.adaptive
  /// Samples per pixel, or with `Mode.adaptive` the maximum: one of `sampleCounts`.
  public internal(set) var samples = 16
  /// How much neighbours must differ for more samples between them, as a fraction of the whole range, 0…1; 0 takes them
  /// everywhere.
  public internal(set) var threshold = 0.1

  /// How samples are weighted.
  public internal(set) var filter = PixelFilter.box

  /// Where samples are taken.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// One in the middle of each pixel.
    case none
    /// On the same square grid in each pixel.
    case grid
    /// On such a grid where neighbours differ; one in the middle elsewhere.
    case adaptive

    /// The numbers of samples that the mode supports.
    var sampleCounts: [Int] {
      switch self {
      case .none, .grid: AntialiasingSettings.sampleCounts
      case .adaptive: [4, 16, 64]
      }
    }
  }

  /// Squares: samples lie on a grid.
  public static let sampleCounts = [4, 9, 16, 25, 36, 64]
}
