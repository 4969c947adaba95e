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
  /// How much work the encoder puts into a smaller file.
  public internal(set) var encoderPreset = EncoderPreset.superfast

  /// A video coding standard.
  public enum Codec: String, CaseIterable, Hashable, Sendable {
    /// H.264, also called AVC.
    case h264
  }

  /// How bits are traded for likeness.
  public enum RateControl: Hashable, Sendable {
    /// Codec-independent quality, 0 (smallest file) … 100 (best picture).
    case quality(Double)
    /// The encoder's own constant rate factor, 0 (lossless) … 51 (worst).
    case constantRateFactor(Double)
  }

  /// The speed levels of x264, fastest first; slower ones give smaller files of the same quality.
  public enum EncoderPreset: String, CaseIterable, Hashable, Sendable {
    case ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow, placebo
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
