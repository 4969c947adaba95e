extension CodecFacts {
  /// VP9, encoded by libvpx, whose presets are levels of its `cpu-used` and whose factors are whole.
  static let vp9 = CodecFacts(
    title: "VP9", encoder: "libvpx", chromas: ChromaSampling.allCases, containers: [.webm, .matroska],
    rateFactors: RateFactors(largest: 63, areWhole: true, atSeventyTwo: 28.5, atNinety: 17),
    presets: (0...8).reversed().map(String.init), efforts: Efforts(draft: "8", balanced: "5", best: "2"))
}
