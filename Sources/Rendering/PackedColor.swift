import FractalMath

/// A colour as samples of a pixel format in one word: a pixel is one load, and one addition sums all samples of two colours.
///
/// - `rgb24`: the code values of R′, G′ and B′ in a byte each, R′ in the lowest.
/// - `yuv420`: three fields of 16 bits: in the lowest the code value of Y′, then Cb and Cr in parts of 1/32. Eight colours, the
///   weight of the whole chroma filter, and the half that rounds make at most 8·240·32 + 128 in a field: none runs over.
struct PackedColor: Hashable, Sendable {
  /// Half a code value of the chroma that is taken out of a filter sum.
  static let chromaRounding = PackedColor(bits: 0x0000_0080_0080_0000)

  private let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// The samples of `light` in `format`; parts outside the gamut are clipped.
  init(_ light: LinearRGB, format: PixelTarget.Format) {
    let red = SRGBTransfer.encoded(light.red)
    let green = SRGBTransfer.encoded(light.green)
    let blue = SRGBTransfer.encoded(light.blue)
    func nearest(_ value: Double) -> UInt64 { UInt64(value.rounded()) }
    switch format {
    case .rgb24:
      bits = nearest(255 * red) | nearest(255 * green) << 8 | nearest(255 * blue) << 16
    case .yuv420:
      let color = YCbCr709(red: red, green: green, blue: blue)
      bits = nearest(color.luma) | nearest(32 * color.blueDifference) << 16 | nearest(32 * color.redDifference) << 32
    }
  }

  /// The sums of all samples.
  @inline(__always)
  static func + (left: Self, right: Self) -> Self { PackedColor(bits: left.bits &+ right.bits) }

  /// Code value of a colour's R′.
  var red: UInt8 { UInt8(truncatingIfNeeded: bits) }
  /// Code value of a colour's G′.
  var green: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) }
  /// Code value of a colour's B′.
  var blue: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
  /// Code value of a colour's Y′.
  var luma: UInt8 { UInt8(truncatingIfNeeded: bits) }
  /// Code value of Cb in the sum of eight colours and `chromaRounding`: the whole part of its 1/256.
  var filteredBlueDifference: UInt8 { UInt8(truncatingIfNeeded: bits >> 24) }
  /// Code value of Cr in the sum of eight colours and `chromaRounding`: the whole part of its 1/256.
  var filteredRedDifference: UInt8 { UInt8(truncatingIfNeeded: bits >> 40) }
}
