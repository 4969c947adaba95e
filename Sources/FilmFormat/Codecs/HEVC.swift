extension CodecFacts {
  /// HEVC, encoded by x265.
  static let hevc = CodecFacts(
    title: "HEVC", encoder: "x265", chromas: ChromaSampling.allCases, containers: [.mp4, .mov, .matroska],
    smallestExtent: 16, rateFactors: RateFactors(largest: 51, areWhole: false, atSeventyTwo: 17, atNinety: 11.5),
    presets: x264Presets, efforts: Efforts(draft: "ultrafast", balanced: "superfast", best: "medium"))
}
