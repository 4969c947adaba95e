import CFFmpeg
import FractalMath

/// The compression of a film.
public enum VideoCodec: String, Hashable, Sendable, CaseIterable {
  /// H.264 (ITU-T H.264, MPEG-4 AVC), encoded by libx264.
  case h264
  /// HEVC (ITU-T H.265), encoded by libx265.
  case hevc
  /// AV1, encoded by SVT-AV1.
  case av1
  /// Apple ProRes, for cutting: each frame by itself, encoded by libavcodec.
  case prores
  /// FFV1 version 3 (RFC 9043), without loss, each frame by itself, encoded by libavcodec.
  case ffv1
  /// VP9, encoded by libvpx.
  case vp9

  /// The layouts of pictures that the encoder takes, the usual one first.
  public var layouts: [PixelLayout] {
    switch self {
    case .h264, .hevc, .ffv1, .vp9:
      [.yuv420, .yuv422, .yuv444, .yuv420TenBit, .yuv422TenBit, .yuv444TenBit]
    case .av1: [.yuv420, .yuv420TenBit]
    case .prores: [.yuv422TenBit, .yuv444TenBit]
    }
  }

  /// Why films cannot have frames of `size`; `nil` where they can, as far as the codec is concerned.
  public func problem(with size: FrameSize) -> String? {
    // `Source Width must be at least 64`, says SVT-AV1 1.4.
    guard self == .av1, min(size.width, size.height) < 64 else { return nil }
    return "AV1 films are at least 64 pixels wide and high, not \(size)"
  }

  /// The codec's name as people write it.
  public var title: String {
    switch self {
    case .h264: "H.264"
    case .hevc: "HEVC"
    case .av1: "AV1"
    case .prores: "ProRes"
    case .ffv1: "FFV1"
    case .vp9: "VP9"
    }
  }

  /// The codec's number within libavcodec.
  var identifier: AVCodecID {
    switch self {
    case .h264: AV_CODEC_ID_H264
    case .hevc: AV_CODEC_ID_HEVC
    case .av1: AV_CODEC_ID_AV1
    case .prores: AV_CODEC_ID_PRORES
    case .ffv1: AV_CODEC_ID_FFV1
    case .vp9: AV_CODEC_ID_VP9
    }
  }

  /// The encoder's name within libavcodec. Of its ProRes encoders `prores` takes a fifth of the time of `prores_ks`.
  var encoderName: String {
    switch self {
    case .h264: "libx264"
    case .hevc: "libx265"
    case .av1: "libsvtav1"
    case .prores: "prores"
    case .ffv1: "ffv1"
    case .vp9: "libvpx-vp9"
    }
  }
}
