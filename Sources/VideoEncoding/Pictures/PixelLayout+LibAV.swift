import CFFmpeg
import FilmFormat
import FractalMath

extension PixelLayout {
  /// Bytes that one picture of `size` takes in memory.
  package func byteCount(of size: FrameSize) -> Int { PictureGeometry(size: size, layout: self).byteCount }

  /// Refuses a size that pictures cannot have.
  func validate(_ size: FrameSize) throws(LibAVError) {
    if let problem = problem(with: size) { throw .refused("encode frames of \(size)", because: problem) }
  }

  /// libav's value for the layout.
  var pixelFormat: AVPixelFormat {
    switch self {
    case .yuv420: AV_PIX_FMT_YUV420P
    case .yuv422: AV_PIX_FMT_YUV422P
    case .yuv444: AV_PIX_FMT_YUV444P
    case .yuv420TenBit: AV_PIX_FMT_YUV420P10LE
    case .yuv422TenBit: AV_PIX_FMT_YUV422P10LE
    case .yuv444TenBit: AV_PIX_FMT_YUV444P10LE
    case .yuva420: AV_PIX_FMT_YUVA420P
    case .yuva422: AV_PIX_FMT_YUVA422P
    case .yuva444: AV_PIX_FMT_YUVA444P
    case .yuva420TenBit: AV_PIX_FMT_YUVA420P10LE
    case .yuva422TenBit: AV_PIX_FMT_YUVA422P10LE
    case .yuva444TenBit: AV_PIX_FMT_YUVA444P10LE
    case .rgb24: AV_PIX_FMT_RGB24
    case .rgba32: AV_PIX_FMT_RGBA
    case .rgba64: AV_PIX_FMT_RGBA64BE
    case .rgb48: AV_PIX_FMT_RGB48BE
    case .bgra32: AV_PIX_FMT_BGRA
    case .palette8: AV_PIX_FMT_PAL8
    }
  }

  /// The tags for the meaning of its samples.
  var colorTags: ColorTags {
    guard let chroma else { return .sRGB }
    return .bt709(chromaLocation: chroma.columns == 2 ? AVCHROMA_LOC_LEFT : AVCHROMA_LOC_UNSPECIFIED)
  }
}
