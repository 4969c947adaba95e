import FractalMath

/// A video coding standard that films are compressed by.
///
/// A new one is a case and a line here, its facts in `Codecs`, and its encoder in VideoEncoding's `Codecs`: whatever lists codecs, the
/// command's help, the preset's schema, errors and the table in Docs/Encoding.md, follows from those.
public enum VideoCodec: String, CaseIterable, Hashable, Sendable {
  /// H.264 (ITU-T H.264, MPEG-4 AVC): what every player shows.
  case h264
  /// HEVC (ITU-T H.265).
  case hevc
  /// AV1.
  case av1
  /// Apple ProRes, for cutting: each frame by itself.
  case prores
  /// FFV1 version 3 (RFC 9043), without loss, each frame by itself.
  case ffv1
  /// VP9, for WebM.
  case vp9

  /// What is known of the codec.
  public var facts: CodecFacts {
    switch self {
    case .h264: .h264
    case .hevc: .hevc
    case .av1: .av1
    case .prores: .prores
    case .ffv1: .ffv1
    case .vp9: .vp9
    }
  }

  /// The codec's name as people write it.
  public var title: String { facts.title }

  /// The layouts of opaque pictures that films may have, the usual one first.
  public var layouts: [PixelLayout] {
    facts.bitDepths.flatMap { depth in facts.chromas.map { PixelLayout($0, bitDepth: depth) } }
  }

  /// The layouts of pictures that films may have, those that may be seen through last.
  public var allLayouts: [PixelLayout] { layouts + facts.translucentLayouts }

  /// The layout of films that may be seen through, whose pictures are otherwise in `layout`: ProRes has opacity in its 4:4:4 only, so
  /// that no other choice is left. `nil` if the codec has none.
  public func translucentLayout(of layout: PixelLayout) -> PixelLayout? {
    let layouts = facts.translucentLayouts
    return layouts.contains(layout.withOpacity) || layouts.count > 1 ? layout.withOpacity : layouts.first
  }

  /// Why films cannot have frames of `size`; `nil` where they can, as far as the codec is concerned.
  public func problem(with size: FrameSize) -> String? {
    let smallest = facts.smallestExtent
    guard min(size.width, size.height) < smallest else { return nil }
    return "\(title) films are at least \(smallest) pixels wide and high, not \(size)"
  }

  /// The rate factor for a quality of 0…100; `nil` where the encoder has none.
  public func constantRateFactor(ofQuality quality: Double) -> Double? { facts.rateFactors?.factor(ofQuality: quality) }

  /// The encoder's preset behind `name`, a word for the effort or a name of the encoder's own, for pictures of `chroma`.
  public func encoderPreset(named name: String, chroma: ChromaSampling) -> String {
    guard let effort = EncodingEffort(rawValue: name) else { return name }
    return (facts.effortsOfChroma[chroma] ?? facts.efforts)[effort]
  }

  /// Every name that a preset of the encoder may have: the words for the effort, then the encoder's own.
  public var presetNames: [String] { EncodingEffort.allCases.map(\.rawValue) + facts.presets }
}
