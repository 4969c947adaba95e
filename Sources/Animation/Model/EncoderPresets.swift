extension OutputSettings {
  /// How much time encoding may take, in words that mean something for every codec.
  public enum EncodingEffort: String, CaseIterable, Hashable, Sendable {
    /// For a first look.
    case draft
    /// The best trade.
    case balanced
    /// For keeping.
    case best
  }

  /// The preset as the encoder calls it, words for the effort resolved; `nil` where the encoder has no presets.
  public var encoderPresetName: String? {
    guard let effort = EncodingEffort(rawValue: encoderPreset) else { return encoderPreset }
    if codec == .prores && chroma == .yuv444 { return effort == .best ? "4444xq" : "4444" }
    return codec.encoderPreset(for: effort)
  }
}

extension OutputSettings.Codec {
  /// The encoder's own presets: names of x264 and x265, levels of SVT-AV1 and of libvpx's cpu-used, ProRes profiles after "auto", the one that suits the quality. The fastest comes first.
  public var encoderPresets: [String] {
    switch self {
    case .h264, .hevc:
      [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
      ]
    case .av1: (0...13).reversed().map(String.init)
    case .vp9: (0...8).reversed().map(String.init)
    case .prores: ["auto", "proxy", "lt", "standard", "hq", "4444", "4444xq"]
    case .ffv1: ["default"]
    }
  }

  /// Which of `encoderPresets` stands for `effort`; `nil` where there is none.
  public func encoderPreset(for effort: OutputSettings.EncodingEffort) -> String? {
    switch (self, effort) {
    // For x264 the words are presets of our own (`X264Preset`).
    case (.h264, _): effort.rawValue
    case (.hevc, .draft): "ultrafast"
    case (.hevc, .balanced): "superfast"
    case (.hevc, .best): "medium"
    case (.av1, .draft): "12"
    case (.av1, .balanced): "10"
    case (.av1, .best): "6"
    case (.vp9, .draft): "8"
    case (.vp9, .balanced): "5"
    case (.vp9, .best): "2"
    case (.prores, .draft): "proxy"
    case (.prores, .balanced): "standard"
    case (.prores, .best): "hq"
    case (.ffv1, _): "default"
    }
  }

  /// Everything that `OutputSettings.encoderPreset` may be with this codec.
  var allowedEncoderPresets: [String] { OutputSettings.EncodingEffort.allCases.map(\.rawValue) + encoderPresets }
}
