import CFFmpeg

/// The tags a decoder needs to show the colours as intended (ITU-T H.273 names the values).
struct ColorTags: Sendable {
  let primaries: AVColorPrimaries
  let transfer: AVColorTransferCharacteristic
  let matrix: AVColorSpace
  let range: AVColorRange
  let chromaLocation: AVChromaLocation

  /// BT.709 in limited range.
  static func bt709(chromaLocation: AVChromaLocation) -> ColorTags {
    ColorTags(
      primaries: AVCOL_PRI_BT709, transfer: AVCOL_TRC_BT709, matrix: AVCOL_SPC_BT709, range: AVCOL_RANGE_MPEG,
      chromaLocation: chromaLocation)
  }

  /// The transfer is sRGB's own: tagged BT.709, a PNG would carry a gamma that makes viewers shift its colours.
  static let sRGB = ColorTags(
    primaries: AVCOL_PRI_BT709, transfer: AVCOL_TRC_IEC61966_2_1, matrix: AVCOL_SPC_RGB, range: AVCOL_RANGE_JPEG,
    chromaLocation: AVCHROMA_LOC_UNSPECIFIED)

  func apply(to frame: inout AVFrame) {
    frame.color_primaries = primaries
    frame.color_trc = transfer
    frame.colorspace = matrix
    frame.color_range = range
    frame.chroma_location = chromaLocation
  }

  func apply(to parameters: inout AVCodecParameters) {
    parameters.color_primaries = primaries
    parameters.color_trc = transfer
    parameters.color_space = matrix
    parameters.color_range = range
    parameters.chroma_location = chromaLocation
  }

  func apply(to context: inout AVCodecContext) {
    context.color_primaries = primaries
    context.color_trc = transfer
    context.colorspace = matrix
    context.color_range = range
    context.chroma_sample_location = chromaLocation
  }
}
