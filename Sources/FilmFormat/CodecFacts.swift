/// The facts about a codec and its encoder, without libav's options: one literal per codec, in the folder `Codecs`.
public struct CodecFacts: Sendable {
  /// The codec's usual name.
  public let title: String
  /// The encoder's usual name.
  public let encoder: String
  /// Bits per sample, the default first.
  public let bitDepths: [Int]
  /// The chroma samplings, the default first.
  public let chromas: [ChromaSampling]
  /// The containers that take it, the default first.
  public let containers: [Container]
  /// The layouts in which pictures may be seen through; none if films always cover what lies behind them.
  public let translucentLayouts: [PixelLayout]
  /// The least width and height of its films.
  public let smallestExtent: Int
  /// Whether each frame is coded by itself.
  public let hasOnlyKeyframes: Bool
  /// The rate factors that the encoder takes; `nil` if it has none.
  public let rateFactors: RateFactors?
  /// The encoder's own presets, the fastest first: names, levels, or ProRes' profiles, the smallest first.
  public let presets: [String]
  /// The presets for the effort words.
  public let efforts: Efforts
  /// The same for pictures with other than the default chroma sampling, if that matters.
  public let effortsOfChroma: [ChromaSampling: Efforts]

  /// The given facts; by default a codec of any size whose frames build on one another.
  init(
    title: String, encoder: String, bitDepths: [Int] = [8, 10], chromas: [ChromaSampling], containers: [Container],
    translucentLayouts: [PixelLayout] = [], smallestExtent: Int = 1, hasOnlyKeyframes: Bool = false,
    rateFactors: RateFactors?, presets: [String],
    efforts: Efforts, effortsOfChroma: [ChromaSampling: Efforts] = [:]
  ) {
    self.title = title
    self.encoder = encoder
    self.bitDepths = bitDepths
    self.chromas = chromas
    self.containers = containers
    self.translucentLayouts = translucentLayouts
    self.smallestExtent = smallestExtent
    self.hasOnlyKeyframes = hasOnlyKeyframes
    self.rateFactors = rateFactors
    self.presets = presets
    self.efforts = efforts
    self.effortsOfChroma = effortsOfChroma
  }

  /// The encoder's presets for the effort words, which apply to every codec.
  public struct Efforts: Hashable, Sendable {
    let draft, balanced, best: String

    /// The preset for `effort`.
    public subscript(effort: EncodingEffort) -> String {
      switch effort {
      case .draft: draft
      case .balanced: balanced
      case .best: best
      }
    }
  }

  /// An encoder's scale of constant rate factors, of which 0 is the best picture and the largest file.
  public struct RateFactors: Hashable, Sendable {
    /// The worst picture.
    public let largest: Double
    /// Whether only whole numbers are taken.
    public let areWhole: Bool
    /// The factors at which the fidelity equals H.264's at qualities of 72 and 90 (Docs/Encoding.md,
    /// `Benchmarks/quality-scale.py`).
    let atSeventyTwo, atNinety: Double

    /// All factors.
    public var range: ClosedRange<Double> { 0...largest }

    /// The factor nearest to `factor` that the encoder takes.
    public func taken(_ factor: Double) -> Double { areWhole ? factor.rounded() : factor }

    /// The factor for a quality of 0…100: a straight line through the two measured ones, clamped to the scale.
    public func factor(ofQuality quality: Double) -> Double {
      let factor = atSeventyTwo + (quality - 72) * (atNinety - atSeventyTwo) / 18
      return min(max(taken(factor), range.lowerBound), range.upperBound)
    }
  }
}
