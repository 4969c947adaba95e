import CFFmpeg

extension FilmEncoder {
  /// libavcodec's FFV1: four slices, each with a checksum, so that damage is detected and players decode them in
  /// parallel.
  static let ffv1 = FilmEncoder(
    identifier: AV_CODEC_ID_FFV1, name: "ffv1", defaultPreset: "default",
    options: { _ in ["level": "3", "slices": "\(ffv1SliceCount)", "slicecrc": "1"] },
    reorderDepth: 0, footprint: { _ in (1, 150) })

  /// Slices of each frame of FFV1.
  static let ffv1SliceCount = 4
}
