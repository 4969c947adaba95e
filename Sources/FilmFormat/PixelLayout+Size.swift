import FractalMath

extension PixelLayout {
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
