import FilmFormat
import FractalMath

/// The film file that a preset describes.
public struct OutputSettings: Hashable, Sendable {
  /// Frame size in pixels, each side 1…`FrameSize.maximumExtent`.
  public internal(set) var size = FrameSize(width: 1920, height: 1080)
  /// Frames per second.
  public internal(set) var frameRate = Self.defaultFrameRate
  /// How the pictures are coded.
  public internal(set) var codec = VideoCodec.h264
  /// How file size is traded for fidelity.
  public internal(set) var rateControl = RateControl.quality(72)
  /// How much work the encoder puts into a smaller file: one of the codec's `presetNames`.
  public internal(set) var encoderPreset = EncodingEffort.balanced.rawValue
  /// Bits per sample: one of the codec's.
  public internal(set) var bitDepth = 8
  /// Chroma sampling: one of the codec's.
  public internal(set) var chroma = ChromaSampling.yuv420
  /// The pattern that hides the steps of a slow gradient.
  public internal(set) var dither = DitherPattern.none
  /// How often a video file shows the film, one time after another; `nil` for once.
  public internal(set) var repeatCount: Int?

  /// The encoder's own preset name, with words for the effort resolved.
  public var encoderPresetName: String { codec.encoderPreset(named: encoderPreset, chroma: chroma) }

  private static let defaultFrameRate: FrameRate = {
    guard let rate = FrameRate(numerator: 60) else { preconditionFailure("60 is a frame rate") }
    return rate
  }()
}

// A preset has a key for each kind of rate control; these are the two properties that the keys write to.
extension OutputSettings {
  var quality: Double? {
    get { rateControl.quality }
    set { if let newValue { rateControl = .quality(newValue) } }
  }

  var constantRateFactor: Double? {
    get { if case .constantRateFactor(let value) = rateControl { value } else { nil } }
    set { if let newValue { rateControl = .constantRateFactor(newValue) } }
  }
}
