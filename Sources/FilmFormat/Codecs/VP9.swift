extension CodecFacts {
  /// VP9, encoded by libvpx, which takes opacities beside 8-bit 4:2:0 only, whose presets are levels of its `cpu-used` and whose factors are whole.
  static let vp9 = CodecFacts(
    title: "VP9", encoder: "libvpx", chromas: ChromaSampling.allCases, containers: [.webm, .matroska],
    translucentLayouts: [.yuva420],
    rateFactors: RateFactors(largest: 63, areWhole: true, atSeventyTwo: 28.5, atNinety: 17),
    presets: (0...8).reversed().map(String.init), efforts: Efforts(draft: "8", balanced: "5", best: "2"))
}
