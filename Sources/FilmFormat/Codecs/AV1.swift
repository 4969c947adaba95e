extension CodecFacts {
  /// AV1, encoded by SVT-AV1, which takes whole factors and 4:2:0 only.
  static let av1 = CodecFacts(
    title: "AV1", encoder: "SVT-AV1", chromas: [.yuv420], containers: [.mp4, .webm, .matroska],
    // `Source Width must be at least 64`, says SVT-AV1 1.4.
    smallestExtent: 64,
    rateFactors: RateFactors(largest: 63, areWhole: true, atSeventyTwo: 30, atNinety: 18),
    presets: (0...13).reversed().map(String.init), efforts: Efforts(draft: "12", balanced: "10", best: "6"))
}
