import FractalMath

/// What film file a preset asks for.
public struct OutputSettings: Hashable, Sendable {
  /// Frame size in pixels, each side 1…`FrameSize.maximumExtent`.
  public internal(set) var size = FrameSize(width: 1920, height: 1080)
  /// Frames per second.
  public internal(set) var frameRate = Self.defaultFrameRate
  /// How the pictures are coded.
  public internal(set) var codec = Codec.h264
  /// How bits are traded for likeness.
  public internal(set) var rateControl = RateControl.quality(72)
  /// How much work the encoder puts into a smaller file: an `EncodingEffort`, or one of the codec's `encoderPresets`.
  public internal(set) var encoderPreset = EncodingEffort.balanced.rawValue
  /// Bits of a sample: one of the codec's `bitDepths`.
  public internal(set) var bitDepth = 8
  /// How often colour is sampled: one of the codec's `chromas`.
  public internal(set) var chroma = Chroma.yuv420
  /// The pattern that hides the steps of a slow gradient.
  public internal(set) var dither = Dither.none

  /// How bits are traded for likeness.
  public enum RateControl: Hashable, Sendable {
    /// Codec-independent quality, 0 (smallest file) … 100 (best picture).
    case quality(Double)
    /// The encoder's own constant rate factor, 0 (best) … the codec's `largestRateFactor` (worst).
    case constantRateFactor(Double)
  }

  /// A pattern, still over time, that is added before samples are rounded to their bits.
  public enum Dither: String, CaseIterable, Hashable, Sendable {
    /// Samples are rounded to the nearest.
    case none
    /// A small regular pattern.
    case ordered
    /// A larger one without visible regularity.
    case blueNoise = "blue-noise"
  }

  private static let defaultFrameRate: FrameRate = {
    guard let rate = FrameRate(numerator: 60) else { preconditionFailure("60 is a frame rate") }
    return rate
  }()
}

// A preset has a key for each kind of rate control; these are the two views that the keys write to.
extension OutputSettings {
  var quality: Double? {
    get { if case .quality(let value) = rateControl { value } else { nil } }
    set { if let newValue { rateControl = .quality(newValue) } }
  }

  var constantRateFactor: Double? {
    get { if case .constantRateFactor(let value) = rateControl { value } else { nil } }
    set { if let newValue { rateControl = .constantRateFactor(newValue) } }
  }
}
