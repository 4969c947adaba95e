import EscapeKernels
import FractalMath
import OrbitTypes

/// A colour as samples of a pixel format, packed into one word: a pixel is one load, and one addition adds all samples
/// of two colours.
///
/// Three fields of 21 bits: R′, G′, B′, or Y′, Cb, Cr. Each holds an 8-bit code value in parts of 1/256, which is also
/// a 10-bit one in parts of 1/64; of 16-bit R′G′B′ it is the code value itself. Eight colours, the weight of the whole
/// chroma filter, plus the largest rounding or dither offset make at most 8·240·256 + 2047 in a field, so none
/// overflows.
///
/// In translucent films a colour is first four fields of 16 bits, R′, G′, B′ and the opacity (`straight`), from which
/// `TranslucentWriter` makes those samples; it is not added then.
struct PackedColor: Hashable, Sendable {
  /// Bits of a field.
  static let fieldWidth = 21
  /// Parts of a code value of eight bits.
  static let partsPerCode = 256

  /// The fields, the first in the lowest bits.
  let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// The given fields, each at least 0 and less than 2²¹.
  init(fields first: Int, _ second: Int, _ third: Int) {
    bits =
      UInt64(truncatingIfNeeded: first) | UInt64(truncatingIfNeeded: second) << 21
      | UInt64(truncatingIfNeeded: third) << 42
  }

  /// The samples of `light` in `format`; parts outside the gamut are clipped.
  init(_ light: LinearRGB, format: PixelTarget.Format) {
    self.init(
      red: SRGBTransfer.encoded(light.red), green: SRGBTransfer.encoded(light.green),
      blue: SRGBTransfer.encoded(light.blue), format: format)
  }

  /// The samples of a colour of signal values 0…1 in `format`.
  @inline(__always)
  init(red: Double, green: Double, blue: Double, format: PixelTarget.Format) {
    let parts = Double(Self.partsPerCode)
    switch format {
    case .rgb(let bitDepth):
      let scale = bitDepth == .sixteen ? 65535 : 255 * parts
      self.init(fields: Self.nearest(scale * red), Self.nearest(scale * green), Self.nearest(scale * blue))
    case .yuv:
      let color = YCbCr709(red: red, green: green, blue: blue)
      self.init(
        fields: Self.nearest(parts * color.luma), Self.nearest(parts * color.blueDifference),
        Self.nearest(parts * color.redDifference))
    }
  }

  /// The colour of signal values in parts of 1/65 535.
  @inline(__always)
  init(signal: SIMD4<UInt16>, format: PixelTarget.Format) {
    let values = SIMD4<Double>(signal) / Double(LinearLight.full)
    self.init(red: values.x, green: values.y, blue: values.z, format: format)
  }

  /// Signal values and opacity in parts of 1/65 535.
  @inline(__always)
  init(straight signal: SIMD4<UInt16>) {
    bits =
      UInt64(signal.x) | UInt64(signal.y) &<< 16 | UInt64(signal.z) &<< 32 | UInt64(signal.w) &<< 48
  }

  /// The same of a colour that covers only in part.
  init(straight light: LinearRGB, opacity: Double) {
    func part(_ value: Double) -> UInt16 { UInt16((65535 * min(max(value, 0), 1)).rounded()) }
    self.init(
      straight: SIMD4(
        part(SRGBTransfer.encoded(light.red)), part(SRGBTransfer.encoded(light.green)),
        part(SRGBTransfer.encoded(light.blue)), part(opacity)))
  }

  /// Signal values and opacity of a colour of such fields.
  @inline(__always)
  var straight: SIMD4<UInt16> {
    SIMD4(
      UInt16(truncatingIfNeeded: bits), UInt16(truncatingIfNeeded: bits &>> 16),
      UInt16(truncatingIfNeeded: bits &>> 32), UInt16(truncatingIfNeeded: bits &>> 48))
  }

  /// The three fields.
  @inline(__always)
  var fields: (Int, Int, Int) {
    let mask: UInt64 = 1 << UInt64(Self.fieldWidth) - 1
    return (
      Int(truncatingIfNeeded: bits & mask), Int(truncatingIfNeeded: bits &>> 21 & mask),
      Int(truncatingIfNeeded: bits &>> 42)
    )
  }

  /// The integer nearest to `value` ≥ 0.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int { Int(value + 0.5) }

  /// The sums of all samples.
  @inline(__always)
  static func + (left: Self, right: Self) -> Self { PackedColor(bits: left.bits &+ right.bits) }

  /// All samples times 2^`shift`.
  @inline(__always)
  func scaled(byPowerOfTwo shift: Int) -> Self { PackedColor(bits: bits &<< UInt64(truncatingIfNeeded: shift)) }

  /// The low bits of field `index` from bit `shift` on; the bits above the sample belong to other fields.
  @inline(__always)
  func field<Sample: FixedWidthInteger>(_ index: Int, from shift: Int) -> Sample {
    Sample(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: index &* Self.fieldWidth &+ shift))
  }
}

/// The colours of a row of pixels.
protocol ColorRow {
  /// The colour in a column.
  subscript(column: Int) -> PackedColor { get }

  /// Writes this row and `lower`, `width` pixels each, as 8-bit 4:2:0.
  func writePair(with lower: Self, width: Int, rounding: UniformRounding, to rows: RowPair, _ kernel: ColorKernel)
}

/// Colours by their entry numbers in a table.
struct IndexedColors: ColorRow {
  /// The entry numbers, one per pixel.
  let entries: UnsafePointer<UInt32>
  /// The table.
  let colors: UnsafePointer<PackedColor>

  @inline(__always)
  subscript(column: Int) -> PackedColor { colors[Int(entries[column])] }

  func writePair(with lower: Self, width: Int, rounding: UniformRounding, to rows: RowPair, _ kernel: ColorKernel) {
    colors.withWords {
      kernel.write(of: $0, entries, lower.entries, width: width, rounding: rounding.half.bits, to: rows)
    }
  }
}

/// A contiguous row of colours.
struct ResolvedColors: ColorRow {
  /// One per pixel.
  let colors: UnsafePointer<PackedColor>

  @inline(__always)
  subscript(column: Int) -> PackedColor { colors[column] }

  func writePair(with lower: Self, width: Int, rounding: UniformRounding, to rows: RowPair, _ kernel: ColorKernel) {
    colors.withWords { upper in
      lower.colors.withWords { kernel.write(upper, $0, width: width, rounding: rounding.half.bits, to: rows) }
    }
  }
}

extension UnsafePointer<PackedColor> {
  /// Calls `body` with the same memory as words: a colour is one word and nothing else, so the layouts are equal.
  @inline(__always)
  fileprivate func withWords(_ body: (UnsafePointer<UInt64>) -> Void) {
    withMemoryRebound(to: UInt64.self, capacity: 1, body)
  }
}
