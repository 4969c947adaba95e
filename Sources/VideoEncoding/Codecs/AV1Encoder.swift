import CFFmpeg

extension FilmEncoder {
  /// SVT-AV1. Its packets show one frame each, in display order: frames that are not shown yet are in the packet of one
  /// that is.
  static let av1 = FilmEncoder(
    identifier: AV_CODEC_ID_AV1, name: "libsvtav1", defaultPreset: "10",
    options: { settings in
      ["preset": settings.preset, "crf": settings.rateFactorText, "svtav1-params": "lp=\(settings.threadCount)"]
    },
    // Version 1.4 always starts 16 for its stages; a few more are a reserve for other versions. Small pictures crash
    // the process.
    reorderDepth: 0, threadCount: 20, refusesSmallPictures: false, footprint: { _ in (42, 165) })
}
