extension CodecFacts {
  /// Apple ProRes, encoded by libavcodec's `prores`, which takes a fifth of the time of its `prores_ks`. The presets are the profiles,
  /// each with a rate of its own; there is no other scale. With `auto` the quality chooses the profile.
  static let prores = CodecFacts(
    title: "ProRes", encoder: "libavcodec", bitDepths: [10], chromas: [.yuv422, .yuv444],
    containers: [.mov, .matroska], translucentLayouts: [.yuva444TenBit], hasOnlyKeyframes: true, rateFactors: nil,
    presets: ["auto", "proxy", "lt", "standard", "hq", "4444", "4444xq"],
    efforts: Efforts(draft: "proxy", balanced: "standard", best: "hq"),
    effortsOfChroma: [.yuv444: Efforts(draft: "4444", balanced: "4444", best: "4444xq")])
}
