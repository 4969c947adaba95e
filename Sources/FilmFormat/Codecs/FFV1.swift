extension CodecFacts {
  /// FFV1, encoded by libavcodec: neither factors nor presets, since nothing is lost.
  static let ffv1 = CodecFacts(
    title: "FFV1", encoder: "libavcodec", chromas: [.yuv420, .yuv422, .yuv444], containers: [.matroska],
    hasOnlyKeyframes: true, rateFactors: nil, presets: [], efforts: nil)
}
