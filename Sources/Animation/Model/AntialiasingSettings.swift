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

/// How long each frame is exposed: what moves while the shutter is open is blurred.
public struct ShutterSettings: Hashable, Sendable {
  /// The part of a frame's time in which the shutter is open, in degrees of a rotating disc: 360 is all of it, 180 half.
  public internal(set) var angleDegrees = 180.0
  /// Moments at which the samples of a pixel are taken, spread evenly over the open time.
  public internal(set) var samples = 16

  /// The allowed numbers of moments.
  static let sampleCounts = 2...64

  /// Frames from a frame's own moment to those at which its samples are taken, in order: the middles of equal parts of
  /// the open time, no more than a pixel has samples.
  func offsets(antialiasing: AntialiasingSettings) -> [Double] {
    let count = antialiasing.mode == .none ? samples : min(samples, antialiasing.samples)
    // A quotient of integers, so that the second half is exactly the negative of the first.
    return (0..<count).map { (index: Int) -> Double in
      let fromMiddle = 2 * index + 1 - count
      return angleDegrees / 360 * (Double(fromMiddle) / Double(2 * count))
    }
  }
}
