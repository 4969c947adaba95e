/// How bits are traded for likeness.
public enum EncodingRate: Hashable, Sendable {
  /// 0 (smallest film) … 100 (best pictures): about the same likeness for all codecs with loss.
  case quality(Double)
  /// The encoder's own constant rate factor, within `VideoCodec.constantRateFactorRange`; smaller is better and larger in bytes.
  case constantRateFactor(Double)

  /// The quality, where one was asked for.
  var quality: Double? {
    if case .quality(let quality) = self { quality } else { nil }
  }
}

extension VideoCodec {
  /// The constant rate factors that the encoder takes; smaller is better and larger in bytes. `nil` where it has none.
  public var constantRateFactorRange: ClosedRange<Double>? {
    switch self {
    case .h264, .hevc: 0...51
    case .av1, .vp9: 0...63
    case .prores, .ffv1: nil
    }
  }

  /// The rate factor for a quality of 0…100, a straight line; `nil` where the encoder has none.
  ///
  /// For H.264 38 − quality/4: 100 is 13 (no visible loss), 72 is 20, and 60 is x264's default, 23. The other lines go through
  /// the factors that gave an equal SSIM at 72 and at 90 (Docs/Encoding.md, `Benchmarks/quality-scale.py`). SVT-AV1 and
  /// libvpx take whole numbers only.
  public func constantRateFactor(ofQuality quality: Double) -> Double? {
    guard let range = constantRateFactorRange else { return nil }
    let (atSeventyTwo, atNinety) = measuredFactors
    let factor = atSeventyTwo + (quality - 72) * (atNinety - atSeventyTwo) / 18
    let rounded = takesWholeFactors ? factor.rounded() : factor
    return min(max(rounded, range.lowerBound), range.upperBound)
  }

  /// Whether the encoder takes whole rate factors only.
  var takesWholeFactors: Bool { self == .av1 || self == .vp9 }

  /// The rate factors that look like H.264's at qualities 72 and 90.
  private var measuredFactors: (atSeventyTwo: Double, atNinety: Double) {
    switch self {
    case .h264, .prores, .ffv1: (20, 15.5)
    case .hevc: (17, 11.5)
    case .av1: (30, 18)
    case .vp9: (28.5, 17)
    }
  }
}
