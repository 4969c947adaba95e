import FractalMath

/// The colours of a film that change over time, ready to be evaluated.
struct ColorMotion: Sendable {
  private let palettes: MixtureCurve<Palette>?
  private let interiors: MixtureCurve<SRGBColor>?
  private let palette: Palette
  private let interior: SRGBColor
  private let paletteAdmixture: AdmixtureCurve<Palette>?
  private let interiorAdmixture: AdmixtureCurve<SRGBColor>?
  private let moments: [Double]

  /// The most moments that show what colours there are.
  private static let mostTypical = 32
  /// Values of a song's feature that show what colours it makes.
  private static let typicalLevels = [0, 0.5, 1]

  /// The colours of `shading`; `nil` if they stand still. With a period in seconds the motion is closed.
  init?(_ shading: Shading, period: Double?) {
    var color = ColorTrack.constant(ColorInterpolation.placeholder)
    if case .flat(let track) = shading.interior { color = track }
    if shading.palette.isConstant && color.isConstant { return nil }
    palettes = MixtureCurve(shading.palette.base, period: period)
    interiors = MixtureCurve(color.base, period: period)
    (palette, interior) = (shading.palette.first, color.first)
    paletteAdmixture = shading.palette.follower.map { AdmixtureCurve($0, period: period) }
    interiorAdmixture = color.follower.map { AdmixtureCurve($0, period: period) }
    moments = shading.palette.base.moments + color.base.moments
  }

  func value(at seconds: Double) -> FrameColors {
    colors(at: seconds, paletteAdmixture?.value(at: seconds), interiorAdmixture?.value(at: seconds))
  }

  private func colors(
    at seconds: Double, _ ofPalette: Admixture<Palette>?, _ ofInterior: Admixture<SRGBColor>?
  ) -> FrameColors {
    let palettes = palettes?.value(at: seconds) ?? (start: palette, end: palette, fraction: 0)
    let interiors = interiors?.value(at: seconds) ?? (start: interior, end: interior, fraction: 0)
    return FrameColors(
      palette: PaletteMixture(
        from: palettes.start, to: palettes.end, fraction: palettes.fraction, admixture: ofPalette),
      interior: ColorMixture(
        from: interiors.start, to: interiors.end, fraction: interiors.fraction, admixture: ofInterior))
  }

  /// The colours at keyframes and halfway between them, each with little, half and all of what a song mixes in.
  var typical: [FrameColors] {
    let times = Set(moments.isEmpty ? [0] : moments).sorted()
    let all = (times + zip(times, times.dropFirst()).map { ($0 + $1) / 2 }).sorted()
    let levels = paletteAdmixture == nil && interiorAdmixture == nil ? [0] : Self.typicalLevels
    let most = Self.mostTypical / levels.count
    let step = max(1, (all.count + most - 1) / most)
    return stride(from: 0, to: all.count, by: step).flatMap { index in
      levels.map { level in
        colors(at: all[index], paletteAdmixture?.value(of: level), interiorAdmixture?.value(of: level))
      }
    }
  }
}

/// How much of another value a song mixes in over the time of a film, ready to be evaluated.
private struct AdmixtureCurve<Value: Hashable & Sendable>: Sendable {
  private let amounts: FollowerCurve
  private let range: (least: Double, most: Double)
  private let target: Value

  init<Method>(_ follower: MixtureFollower<Method>, period: Double?) where Method.Value == Value {
    amounts = FollowerCurve(follower.song, period: period, seam: 0)
    range = (follower.song.least, follower.song.most)
    target = follower.target
  }

  func value(at moment: Double) -> Admixture<Value> { admixture(amounts.value(at: moment)) }

  /// The same where the feature is `level`, 0…1.
  func value(of level: Double) -> Admixture<Value> {
    admixture(range.least + (range.most - range.least) * level)
  }

  /// Sums of parts may be a last bit beyond 1.
  private func admixture(_ amount: Double) -> Admixture<Value> { Admixture(target, amount: min(max(amount, 0), 1)) }
}

extension Track {
  fileprivate var moments: [Double] {
    guard case .keyframes(let keyframes, _) = self else { return [] }
    return keyframes.map(\.time)
  }
}
