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

  /// Bytes that one picture of `size` takes in memory.
  public func byteCount(of size: FrameSize) -> Int { PictureGeometry(size: size, layout: self).byteCount }

  /// Why pictures cannot have `size`, with the nearest size or the bound that will do; `nil` where they can.
  ///
  /// Width and height have a bound each, libavcodec has one for their product (`av_image_check_size2` in
  /// libavutil/imgutils.c), and halved chroma planes must be whole.
  public func problem(with size: FrameSize) -> String? {
    let extent = FrameSize.maximumExtent
    guard size.width <= extent && size.height <= extent else {
      return "\(size) is too large: width and height are at most \(extent)"
    }
    let margin = 128
    let largestArea = (Int(Int32.max) - 1) / 8
    guard (size.width + margin) * (size.height + margin) <= largestArea else {
      let height = largestArea / (size.width + margin) - margin
      return "\(size) has more pixels than FFmpeg takes: with a width of \(size.width) the height is at most "
        + "\(height - height % 2)"
    }
    guard self == .yuv420, !size.width.isMultiple(of: 2) || !size.height.isMultiple(of: 2) else { return nil }
    let even = FrameSize(width: size.width + size.width % 2, height: size.height + size.height % 2)
    return "4:2:0 video needs an even width and height: not \(size), but for example \(even)"
  }

  /// Refuses a size that pictures cannot have.
  func validate(_ size: FrameSize) throws(LibAVError) {
    if let problem = problem(with: size) { throw .refused("encode frames of \(size)", because: problem) }
  }
}
