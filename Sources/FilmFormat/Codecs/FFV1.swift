extension CodecFacts {
  /// FFV1, encoded by libavcodec: no factors and one preset, since nothing is lost.
  static let ffv1 = CodecFacts(
    title: "FFV1", encoder: "libavcodec", chromas: ChromaSampling.allCases, containers: [.matroska],
    translucentLayouts: [.yuva420, .yuva422, .yuva444, .yuva420TenBit, .yuva422TenBit, .yuva444TenBit],
    smallestExtent: 4, hasOnlyKeyframes: true, rateFactors: nil, presets: ["default"],
    efforts: Efforts(draft: "default", balanced: "default", best: "default"))
}
