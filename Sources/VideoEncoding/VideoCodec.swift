import CFFmpeg

/// The compression of a film.
public enum VideoCodec: String, Hashable, Sendable, CaseIterable {
  /// H.264 (ITU-T H.264, MPEG-4 AVC), encoded by libx264.
  case h264

  /// The constant rate factors that the encoder takes; smaller is better and larger in bytes.
  public var constantRateFactorRange: ClosedRange<Double> {
    switch self {
    case .h264: 0...51
    }
  }

  /// The codec's number within libavcodec.
  var identifier: AVCodecID {
    switch self {
    case .h264: AV_CODEC_ID_H264
    }
  }

  /// The encoder's name within libavcodec.
  var encoderName: String {
    switch self {
    case .h264: "libx264"
    }
  }
}
