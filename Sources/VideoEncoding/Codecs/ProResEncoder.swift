import CFFmpeg
import FilmFormat

extension FilmEncoder {
  /// libavcodec's `prores`, which takes a fifth of the time of its `prores_ks`. The preset `auto` leaves the profile to the quality.
  static let prores = FilmEncoder(
    identifier: AV_CODEC_ID_PRORES, name: "prores", defaultPreset: "auto",
    options: { _ in [:] }, profile: { Int32(ProResProfile($0).number) },
    reorderDepth: 0, footprint: { _ in (1, 40) })
}

/// ProRes profiles, each with its own rate; the encoder has no other scale.
enum ProResProfile: String, CaseIterable {
  /// About a fifth of the bits of `hq`: for editing.
  case proxy
  /// About half of the bits of `hq`.
  case lt
  /// About two thirds of the bits of `hq`.
  case standard
  /// The best in 4:2:2.
  case hq
  /// 4:4:4 at about the quality of `hq`.
  case fullChroma = "4444"
  /// 4:4:4 at half as many bits again.
  case fullChromaXQ = "4444xq"

  /// libavcodec's number.
  var number: Int {
    switch self {
    case .proxy: 0
    case .lt: 1
    case .standard: 2
    case .hq: 3
    case .fullChroma: 4
    case .fullChromaXQ: 5
    }
  }

  /// The layouts of its pictures.
  var layouts: [PixelLayout] {
    switch self {
    case .proxy, .lt, .standard, .hq: [.yuv422TenBit]
    case .fullChroma, .fullChromaXQ: [.yuv444TenBit, .yuva444TenBit]
    }
  }

  /// The profile in `layout` for a quality of 0…100.
  init(quality: Double, layout: PixelLayout) {
    if layout.chroma == .yuv444 {
      self = quality < 90 ? .fullChroma : .fullChromaXQ
    } else {
      self = quality < 40 ? .proxy : quality < 60 ? .lt : quality < 80 ? .standard : .hq
    }
  }

  /// The profile that `settings` ask for.
  init(_ settings: EncoderSettings) {
    self = Self(rawValue: settings.preset) ?? Self(quality: settings.rate.quality ?? 100, layout: settings.layout)
  }
}
