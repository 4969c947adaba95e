/// How file size is traded for fidelity.
public enum RateControl: Hashable, Sendable {
  /// 0 (smallest film) … 100 (best pictures): about the same fidelity for all lossy codecs.
  case quality(Double)
  /// The encoder's own constant rate factor, within `CodecFacts.RateFactors.range`; smaller is better and larger in bytes.
  case constantRateFactor(Double)

  /// The quality, if one was requested.
  public var quality: Double? {
    if case .quality(let quality) = self { quality } else { nil }
  }
}

/// How much time encoding may take, in words that apply to every codec.
public enum EncodingEffort: String, CaseIterable, Hashable, Sendable {
  /// For a first look.
  case draft
  /// The best trade.
  case balanced
  /// For keeping.
  case best
}

/// What is added to samples before they are rounded to code values, so that slow gradients have no steps: a pattern
/// that is the same in every frame.
public enum DitherPattern: String, CaseIterable, Hashable, Sendable {
  /// Nothing: each sample is rounded to the nearest code.
  case none
  /// The dispersed-dot pattern of B. E. Bayer (1973), 8×8.
  case ordered
  /// A larger pattern, of 64×64, without visible regularity.
  case blueNoise = "blue-noise"
}

/// How a pixel's colour is made from several samples.
public enum PixelFilter: String, CaseIterable, Hashable, Sendable {
  /// The mean light of the pixel's own samples.
  case box
  /// Samples up to two pixels away, weighted by Mitchell's and Netravali's filter: without the steps of the box along slanted lines, and
  /// a little softer. With the same grid of samples in each pixel only.
  case mitchell
}
