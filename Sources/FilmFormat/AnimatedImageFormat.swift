import FractalMath

/// A picture file that moves and begins anew at its end, for ever.
public enum AnimatedImageFormat: String, Hashable, Sendable, CaseIterable {
  /// GIF: 256 colours for the whole film, pictures of whole hundredths of a second.
  case gif
  /// Animated WebP, with loss.
  case webp

  /// The layout of the pictures that its encoder takes.
  public var layout: PixelLayout {
    switch self {
    case .gif: .palette8
    case .webp: .bgra32
    }
  }

  /// Why a loop cannot have `frameRate`, with the nearest that it can have; `nil` where it can.
  ///
  /// GIF's unit is the hundredth of a second, and players take a picture of one of them for a mistake and show it for ten. WebP's unit is
  /// the thousandth, to which times are rounded.
  public func problem(with frameRate: FrameRate) -> String? {
    guard self == .gif else { return nil }
    let hundredths = 100 * frameRate.denominator
    if hundredths.isMultiple(of: frameRate.numerator), hundredths / frameRate.numerator >= 2 { return nil }
    let nearest = max(2, Int((100 / frameRate.framesPerSecond).rounded()))
    let rate = FrameRate(numerator: 100, denominator: nearest).map { "\($0)" } ?? "1"
    return
      "a GIF shows each picture for a whole number of hundredths of a second, at least 2, so \(frameRate) frames per second "
      + "cannot be; the nearest rate is \(rate), and others are 50, 100/3, 25 and 20"
  }
}
