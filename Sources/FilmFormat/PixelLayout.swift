/// How the pixels of a picture lie in memory, and what colours their numbers mean.
///
/// The Y′CbCr layouts are BT.709 in limited range: three planes Y′, Cb, Cr. Where chroma is halved across, it is sited left
/// (H.264 type 0). Samples of ten bits are little-endian words with the value in the low bits.
public enum PixelLayout: String, Hashable, Sendable, CaseIterable {
  /// Y′CbCr of 8 bits, chroma halved both ways; width and height are even.
  case yuv420
  /// Y′CbCr of 8 bits, chroma halved across; the width is even.
  case yuv422
  /// Y′CbCr of 8 bits, chroma for each pixel.
  case yuv444
  /// Y′CbCr of 10 bits, chroma halved both ways; width and height are even.
  case yuv420TenBit
  /// Y′CbCr of 10 bits, chroma halved across; the width is even.
  case yuv422TenBit
  /// Y′CbCr of 10 bits, chroma for each pixel.
  case yuv444TenBit
  /// One plane of bytes R, G, B: sRGB (IEC 61966-2-1), full range.
  case rgb24
  /// One plane of big-endian words R, G, B, as PNG has them: sRGB, full range.
  case rgb48
  /// One plane of bytes B, G, R and opacity: sRGB, full range, 255 is opaque.
  case bgra32
  /// One plane of colour numbers, and one of 256 colours of four bytes B, G, R and opacity: sRGB, full range.
  case palette8

  /// Bits of a sample.
  public var bitDepth: Int {
    switch self {
    case .yuv420, .yuv422, .yuv444, .rgb24, .bgra32, .palette8: 8
    case .yuv420TenBit, .yuv422TenBit, .yuv444TenBit: 10
    case .rgb48: 16
    }
  }

  /// Bytes of a sample.
  public var bytesPerSample: Int { bitDepth > 8 ? 2 : 1 }

  /// How often colour is sampled; `nil` where there are no chroma planes.
  public var chroma: ChromaSampling? {
    switch self {
    case .yuv420, .yuv420TenBit: .yuv420
    case .yuv422, .yuv422TenBit: .yuv422
    case .yuv444, .yuv444TenBit: .yuv444
    case .rgb24, .rgb48, .bgra32, .palette8: nil
    }
  }

  /// The layout of Y′CbCr with so many bits, 8 or 10.
  public init(_ chroma: ChromaSampling, bitDepth: Int) {
    self =
      switch (chroma, bitDepth > 8) {
      case (.yuv420, false): .yuv420
      case (.yuv420, true): .yuv420TenBit
      case (.yuv422, false): .yuv422
      case (.yuv422, true): .yuv422TenBit
      case (.yuv444, false): .yuv444
      case (.yuv444, true): .yuv444TenBit
      }
  }

  /// The layout in words, such as `10-bit 4:2:0`.
  public var title: String {
    if let chroma { return "\(bitDepth)-bit \(chroma.rawValue)" }
    switch self {
    case .bgra32: return "8-bit RGB with opacity"
    case .palette8: return "256 colours"
    default: return "\(bitDepth)-bit RGB"
    }
  }
}
