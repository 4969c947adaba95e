extension OutputSettings {
  /// A video coding standard, and what the program makes of it.
  public enum Codec: String, CaseIterable, Hashable, Sendable {
    /// H.264, also called AVC: what every player shows.
    case h264
    /// HEVC, also called H.265.
    case hevc
    /// AV1.
    case av1
    /// Apple ProRes, for cutting.
    case prores
    /// FFV1, without loss.
    case ffv1
    /// VP9, for WebM.
    case vp9
  }

  /// How often colour is sampled for each sample of lightness.
  public enum Chroma: String, CaseIterable, Hashable, Sendable {
    /// Once for two columns and two rows.
    case yuv420 = "4:2:0"
    /// Once for two columns.
    case yuv422 = "4:2:2"
    /// For each pixel.
    case yuv444 = "4:4:4"
  }
}

extension OutputSettings.Codec {
  /// Bits of a sample, the default first.
  public var bitDepths: [Int] { self == .prores ? [10] : [8, 10] }

  /// The samplings of colour, the default first.
  public var chromas: [OutputSettings.Chroma] {
    switch self {
    case .h264, .hevc, .vp9, .ffv1: [.yuv420, .yuv422, .yuv444]
    case .av1: [.yuv420]
    case .prores: [.yuv422, .yuv444]
    }
  }

  /// The largest constant rate factor, the worst picture; `nil` where the encoder has no such factor.
  public var largestRateFactor: Double? {
    switch self {
    case .h264, .hevc: 51
    case .av1, .vp9: 63
    case .prores, .ffv1: nil
    }
  }
}
