import CFFmpeg
import FractalMath

/// How the pixels of a picture lie in memory, and what colours their numbers mean.
public enum PixelLayout: Hashable, Sendable, CaseIterable {
  /// Three planes Y′, Cb, Cr of 8 bits: BT.709, limited range, chroma halved both ways and sited left (H.264 type 0).
  ///
  /// Width and height are even.
  case yuv420
  /// One plane of bytes R, G, B: sRGB (IEC 61966-2-1), full range.
  case rgb24

  var pixelFormat: AVPixelFormat {
    switch self {
    case .yuv420: AV_PIX_FMT_YUV420P
    case .rgb24: AV_PIX_FMT_RGB24
    }
  }

  var colorTags: ColorTags {
    switch self {
    case .yuv420: .bt709
    case .rgb24: .sRGB
    }
  }

  /// Refuses a size that is too large, or whose chroma planes would not be whole, and names the nearest that will do.
  func validate(_ size: FrameSize) throws(LibAVError) {
    let largest = FrameSize.maximumExtent
    guard size.width <= largest && size.height <= largest else {
      throw .refused("encode frames of \(size)", because: "width and height are at most \(largest)")
    }
    guard self == .yuv420, !size.width.isMultiple(of: 2) || !size.height.isMultiple(of: 2) else { return }
    let even = FrameSize(width: size.width + size.width % 2, height: size.height + size.height % 2)
    throw .refused("encode frames of \(size)", because: "4:2:0 video needs an even width and height, such as \(even)")
  }
}
