import FractalMath

/// A track of values that are mixed, ready to be evaluated.
struct MixtureCurve<Value: Hashable & Sendable>: Sendable {
  private let knots: Knots<Value>
  private let isHeld: Bool

  /// What is seen at a moment: a part of the way from one value to another.
  typealias Mixture = (start: Value, end: Value, fraction: Double)

  /// The curve through `keyframes`; with a period in seconds it is closed.
  private init(_ keyframes: [Keyframe<Value>], period: Double?, isHeld: Bool) {
    knots = Knots(keyframes, period: period)
    self.isHeld = isHeld
  }

  /// At a knot, and where nothing changes, the fraction is 0.
  func value(at moment: Double) -> Mixture {
    let place = knots.place(of: moment)
    let start = knots.values[place.knot]
    guard place.elapsed > 0, knots.values[place.knot + 1] != start else { return (start, start, 0) }
    let share = place.elapsed / knots.span(after: place.knot)
    let fraction = knots.easing(after: place.knot)?.progress(at: share) ?? (isHeld ? 0 : share)
    return fraction == 0 ? (start, start, 0) : (start, knots.values[place.knot + 1], fraction)
  }
}

extension MixtureCurve<Palette> {
  /// The palettes of `track`; `nil` if it is one for the whole film. With a period in seconds the curve is closed.
  init?(_ track: Track<PaletteInterpolation>, period: Double?) {
    guard case .keyframes(let keyframes, let method) = track else { return nil }
    self.init(keyframes, period: period, isHeld: method == .hold)
  }
}

extension MixtureCurve<SRGBColor> {
  /// The colours of `track`; `nil` if it is one for the whole film. With a period in seconds the curve is closed.
  init?(_ track: Track<ColorInterpolation>, period: Double?) {
    guard case .keyframes(let keyframes, let method) = track else { return nil }
    self.init(keyframes, period: period, isHeld: method == .hold)
  }
}
