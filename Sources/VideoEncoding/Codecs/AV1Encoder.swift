import CFFmpeg

extension FilmEncoder {
  /// SVT-AV1. Its packets show one frame each, in the order of showing: frames that are not shown yet are in the packet of one that is.
  static let av1 = FilmEncoder(
    identifier: AV_CODEC_ID_AV1, name: "libsvtav1", defaultPreset: "10",
    options: { settings in
      ["preset": settings.preset, "crf": settings.rateFactorText, "svtav1-params": "lp=\(settings.threadCount)"]
    },
    // Version 1.4 starts 16 for its stages whatever it is told; a few more are room for other versions. Small pictures end the process.
    reorderDepth: 0, threadCount: 20, refusesSmallPictures: false, footprint: { _ in (42, 165) })
}
