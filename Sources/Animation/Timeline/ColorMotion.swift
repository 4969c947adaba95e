import FractalMath

/// The colours of a film that change over time, ready to be evaluated.
struct ColorMotion: Sendable {
  private let palettes: MixtureCurve<Palette>?
  private let interiors: MixtureCurve<SRGBColor>?
  private let palette: Palette
  private let interior: SRGBColor
  private let moments: [Double]

  /// The most moments that show what colours there are.
  private static let mostTypical = 32

  /// The colours of `shading`; `nil` if they stand still. With a period in seconds the motion is closed.
  init?(_ shading: Shading, period: Double?) {
    var color = ColorTrack.constant(ColorInterpolation.placeholder)
    if case .flat(let track) = shading.interior { color = track }
    palettes = MixtureCurve(shading.palette, period: period)
    interiors = MixtureCurve(color, period: period)
    (palette, interior) = (shading.palette.first, color.first)
    moments = shading.palette.moments + color.moments
    if palettes == nil && interiors == nil { return nil }
  }

  func value(at seconds: Double) -> FrameColors {
    FrameColors(
      palette: (palettes?.value(at: seconds)).map { PaletteMixture(from: $0.start, to: $0.end, fraction: $0.fraction) }
        ?? PaletteMixture(palette),
      interior: (interiors?.value(at: seconds)).map { ColorMixture(from: $0.start, to: $0.end, fraction: $0.fraction) }
        ?? ColorMixture(interior))
  }

  /// The colours at keyframes and halfway between them.
  var typical: [FrameColors] {
    let times = Set(moments).sorted()
    let all = (times + zip(times, times.dropFirst()).map { ($0 + $1) / 2 }).sorted()
    let step = max(1, (all.count + Self.mostTypical - 1) / Self.mostTypical)
    return stride(from: 0, to: all.count, by: step).map { value(at: all[$0]) }
  }
}

extension Track {
  fileprivate var moments: [Double] {
    guard case .keyframes(let keyframes, _) = self else { return [] }
    return keyframes.map(\.time)
  }
}
