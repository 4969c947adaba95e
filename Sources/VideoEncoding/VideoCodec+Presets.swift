extension VideoCodec {
  /// The names of the encoder's presets, fastest first, after words of our own for x264: how much time it spends on making a film smaller. For ProRes they are the
  /// profiles, smallest first.
  public var presets: [String] {
    switch self {
    case .h264: X264Preset.chosen + X264Preset.own
    case .hevc: X264Preset.own
    case .av1: (0...13).reversed().map(String.init)
    case .vp9: (0...8).reversed().map(String.init)
    case .prores: [Self.presetByQuality] + ProResProfile.allCases.map(\.rawValue)
    case .ffv1: ["default"]
    }
  }

  /// The preset for those who name none.
  ///
  /// For H.264 the best trade for fractal films, whose detail leaves the slower searches little to find.
  public var defaultPreset: String {
    switch self {
    case .h264: "balanced"
    case .hevc: "superfast"
    case .av1: "10"
    case .vp9: "5"
    case .prores: Self.presetByQuality
    case .ffv1: "default"
    }
  }

  /// The preset that leaves ProRes' profile to the quality.
  static let presetByQuality = "auto"
}
