import FractalMath

/// How the pixels of a picture are laid out in memory, and the colours that their numbers mean.
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
  /// As `yuv420`, and a plane of opacities, full range.
  case yuva420
  /// As `yuv422`, and a plane of opacities, full range.
  case yuva422
  /// As `yuv444`, and a plane of opacities, full range.
  case yuva444
  /// As `yuv420TenBit`, and a plane of opacities, full range.
  case yuva420TenBit
  /// As `yuv422TenBit`, and a plane of opacities, full range.
  case yuva422TenBit
  /// As `yuv444TenBit`, and a plane of opacities, full range.
  case yuva444TenBit
  /// One plane of bytes R, G, B: sRGB (IEC 61966-2-1), full range.
  case rgb24
  /// One plane of big-endian words R, G, B, as PNG has them: sRGB, full range.
  case rgb48
  /// One plane of bytes R, G, B and opacity: sRGB, full range, 255 is opaque.
  case rgba32
  /// One plane of big-endian words R, G, B and opacity, as PNG has them: sRGB, full range.
  case rgba64
  /// One plane of bytes B, G, R and opacity: sRGB, full range, 255 is opaque.
  case bgra32
  /// One plane of colour numbers, and one of 256 colours of four bytes B, G, R and opacity: sRGB, full range.
  case palette8

  /// Bits of a sample.
  public var bitDepth: Int {
    switch self {
    case .yuv420, .yuv422, .yuv444, .yuva420, .yuva422, .yuva444, .rgb24, .rgba32, .bgra32, .palette8: 8
    case .yuv420TenBit, .yuv422TenBit, .yuv444TenBit, .yuva420TenBit, .yuva422TenBit, .yuva444TenBit: 10
    case .rgb48, .rgba64: 16
    }
  }

  /// Bytes of a sample.
  public var bytesPerSample: Int { bitDepth > 8 ? 2 : 1 }

  /// Chroma sampling; `nil` if there are no chroma planes.
  public var chroma: ChromaSampling? {
    switch self {
    case .yuv420, .yuv420TenBit, .yuva420, .yuva420TenBit: .yuv420
    case .yuv422, .yuv422TenBit, .yuva422, .yuva422TenBit: .yuv422
    case .yuv444, .yuv444TenBit, .yuva444, .yuva444TenBit: .yuv444
    case .rgb24, .rgb48, .rgba32, .rgba64, .bgra32, .palette8: nil
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

  /// Whether pictures may be seen through.
  public var hasOpacity: Bool {
    switch self {
    case .yuva420, .yuva422, .yuva444, .yuva420TenBit, .yuva422TenBit, .yuva444TenBit, .rgba32, .rgba64, .bgra32: true
    case .yuv420, .yuv422, .yuv444, .yuv420TenBit, .yuv422TenBit, .yuv444TenBit, .rgb24, .rgb48, .palette8: false
    }
  }

  /// The layout of the same samples, of Y′CbCr or of R′G′B′ in this order, with opacities.
  public var withOpacity: PixelLayout {
    switch self {
    case .yuv420, .yuva420: .yuva420
    case .yuv422, .yuva422: .yuva422
    case .yuv444, .yuva444: .yuva444
    case .yuv420TenBit, .yuva420TenBit: .yuva420TenBit
    case .yuv422TenBit, .yuva422TenBit: .yuva422TenBit
    case .yuv444TenBit, .yuva444TenBit: .yuva444TenBit
    case .rgb24, .rgba32: .rgba32
    case .rgb48, .rgba64: .rgba64
    case .bgra32, .palette8: self
    }
  }

  /// The layout in words, such as `10-bit 4:2:0`.
  public var title: String {
    let opacity = hasOpacity ? " with opacity" : ""
    if let chroma { return "\(bitDepth)-bit \(chroma.rawValue)\(opacity)" }
    return self == .palette8 ? "256 colours" : "\(bitDepth)-bit RGB\(opacity)"
  }
}

extension PixelLayout {
  /// The reason why pictures cannot have `size`, with the nearest allowed size or limit; `nil` if they can.
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
    return chromaProblem(with: size)
  }

  private func chromaProblem(with size: FrameSize) -> String? {
    guard let chroma else { return nil }
    let width = size.width + size.width % chroma.columns
    let height = size.height + size.height % chroma.rows
    let whole = FrameSize(width: width, height: height)
    guard whole != size else { return nil }
    return chroma.rows == 2
      ? "4:2:0 video needs an even width and height: not \(size), but for example \(whole)"
      : "4:2:2 video needs an even width: not \(size), but for example \(whole)"
  }
}

/// How often colour is sampled relative to luma; subsampled chroma is sited left.
public enum ChromaSampling: String, CaseIterable, Hashable, Sendable {
  /// Once for two columns and two rows.
  case yuv420 = "4:2:0"
  /// Once for two columns.
  case yuv422 = "4:2:2"
  /// For each pixel.
  case yuv444 = "4:4:4"

  /// Columns of pixels to a column of chroma.
  public var columns: Int { self == .yuv444 ? 1 : 2 }
  /// Rows of pixels to a row of chroma.
  public var rows: Int { self == .yuv420 ? 2 : 1 }
}
