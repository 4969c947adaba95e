import CFFmpeg

extension FilmEncoder {
  /// libvpx. Its packets show one frame each, in display order.
  static let vp9 = FilmEncoder(
    identifier: AV_CODEC_ID_VP9, name: "libvpx-vp9", defaultPreset: "5",
    options: { settings in
      ["deadline": "good", "cpu-used": settings.preset, "crf": settings.rateFactorText, "b": "0", "row-mt": "0"]
    },
    reorderDepth: 0, footprint: { _ in (25, 125) })
}
