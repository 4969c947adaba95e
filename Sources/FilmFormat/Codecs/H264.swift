extension CodecFacts {
  /// H.264, encoded by x264.
  ///
  /// A quality is the factor 38 − quality/4: 100 is 13 (no visible loss), 72 is 20, and 60 is x264's default, 23. The words for
  /// the effort are presets of our own, chosen by a search over x264's options (Docs/Performance.md, "Choosing the encoder's options").
  static let h264 = CodecFacts(
    title: "H.264", encoder: "x264", chromas: ChromaSampling.allCases, containers: [.mp4, .mov, .matroska],
    rateFactors: RateFactors(largest: 51, areWhole: false, atSeventyTwo: 20, atNinety: 15.5),
    presets: x264Presets, efforts: Efforts(draft: "draft", balanced: "balanced", best: "best"))

  /// The presets of x264, which x265 has under the same names.
  static let x264Presets = [
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
  ]
}
