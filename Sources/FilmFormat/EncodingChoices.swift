/// How bits are traded for likeness.
public enum RateControl: Hashable, Sendable {
  /// 0 (smallest film) … 100 (best pictures): about the same likeness for all codecs with loss.
  case quality(Double)
  /// The encoder's own constant rate factor, within `CodecFacts.RateFactors.range`; smaller is better and larger in bytes.
  case constantRateFactor(Double)

  /// The quality, where one was asked for.
  public var quality: Double? {
    if case .quality(let quality) = self { quality } else { nil }
  }
}

/// How much time encoding may take, in words that mean something for every codec.
public enum EncodingEffort: String, CaseIterable, Hashable, Sendable {
  /// For a first look.
  case draft
  /// The best trade.
  case balanced
  /// For keeping.
  case best
}

/// What is added to samples before they are rounded to code values, so that slow gradients have no steps: a pattern that stands
/// still from frame to frame.
public enum DitherPattern: String, CaseIterable, Hashable, Sendable {
  /// Nothing: each sample is rounded to the nearest code.
  case none
  /// The dispersed-dot pattern of B. E. Bayer (1973), 8×8.
  case ordered
  /// A larger pattern, of 64×64, without visible regularity.
  case blueNoise = "blue-noise"
}

/// What a pixel's colour is made of, where it has several samples.
public enum PixelFilter: String, CaseIterable, Hashable, Sendable {
  /// The mean light of the pixel's own samples.
  case box
  /// Samples up to two pixels away, weighted by Mitchell's and Netravali's filter: without the steps of the box along slanted lines, and
  /// a little softer. With the same grid of samples in each pixel only.
  case mitchell
}
