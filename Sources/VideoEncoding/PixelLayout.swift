import CFFmpeg
import FractalMath

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

  /// Pixels across and down that share a sample of chroma; `nil` where there are no chroma planes.
  public var chromaStep: (across: Int, down: Int)? {
    switch self {
    case .yuv420, .yuv420TenBit: (2, 2)
    case .yuv422, .yuv422TenBit: (2, 1)
    case .yuv444, .yuv444TenBit: (1, 1)
    case .rgb24, .rgb48, .bgra32, .palette8: nil
    }
  }

  /// The layout in words, such as `10-bit 4:2:0`.
  public var title: String {
    switch self {
    case .rgb24, .rgb48: "\(bitDepth)-bit RGB"
    case .bgra32: "8-bit RGB with opacity"
    case .palette8: "256 colours"
    case .yuv420, .yuv420TenBit: "\(bitDepth)-bit 4:2:0"
    case .yuv422, .yuv422TenBit: "\(bitDepth)-bit 4:2:2"
    case .yuv444, .yuv444TenBit: "\(bitDepth)-bit 4:4:4"
    }
  }

  /// Bytes that one picture of `size` takes in memory.
  public func byteCount(of size: FrameSize) -> Int { PictureGeometry(size: size, layout: self).byteCount }

  var pixelFormat: AVPixelFormat {
    switch self {
    case .yuv420: AV_PIX_FMT_YUV420P
    case .yuv422: AV_PIX_FMT_YUV422P
    case .yuv444: AV_PIX_FMT_YUV444P
    case .yuv420TenBit: AV_PIX_FMT_YUV420P10LE
    case .yuv422TenBit: AV_PIX_FMT_YUV422P10LE
    case .yuv444TenBit: AV_PIX_FMT_YUV444P10LE
    case .rgb24: AV_PIX_FMT_RGB24
    case .rgb48: AV_PIX_FMT_RGB48BE
    case .bgra32: AV_PIX_FMT_BGRA
    case .palette8: AV_PIX_FMT_PAL8
    }
  }

  var colorTags: ColorTags {
    guard let chromaStep else { return .sRGB }
    return .bt709(chromaLocation: chromaStep.across == 2 ? AVCHROMA_LOC_LEFT : AVCHROMA_LOC_UNSPECIFIED)
  }
}
