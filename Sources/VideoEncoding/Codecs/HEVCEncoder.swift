import CFFmpeg

extension FilmEncoder {
  /// x265.
  ///
  /// By default it would start a thread pool for each encoder, write its options, with the rate factor, into the
  /// headers, and write to the terminal. libavcodec does not report its reordering: all of its presets have B-frames
  /// that refer to each other, one level deep, for which x265 writes 2 into the stream (`numReorderPics` in its
  /// `encoder/encoder.cpp`).
  static let hevc = FilmEncoder(
    identifier: AV_CODEC_ID_HEVC, name: "libx265", defaultPreset: "superfast",
    options: { settings in
      let pools = "pools=none:frame-threads=\(min(settings.threadCount, 16))"
      return [
        "preset": settings.preset, "crf": settings.rateFactorText,
        "x265-params": "log-level=none:info=0:open-gop=0:\(pools)",
      ]
    },
    // Version 3.5 starts one for the frame that it codes; one more is a reserve for other versions.
    reorderDepth: 2, threadCount: 2,
    footprint: { preset in
      switch preset {
      case "ultrafast": (12, 105)
      case "superfast": (17, 120)
      case "medium": (28, 175)
      case "slow": (33, 200)
      case "slower", "veryslow": (52, 290)
      case "placebo": (72, 370)
      default: (23, 150)
      }
    })
}
