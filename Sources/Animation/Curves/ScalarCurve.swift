import RealModule

/// A scalar track, ready to be evaluated.
struct ScalarCurve: Sendable {
  private let knots: Knots<Double>
  private let method: ScalarInterpolation
  /// Slope at each knot; empty unless the method needs it.
  private let slopes: [Double]

  /// The curve of `track`; with a period in seconds it is closed.
  init(_ track: ScalarTrack, period: Double?) {
    switch track {
    case .constant(let value):
      self.init(Knots(moments: [0], values: [value], isClosed: false), method: .hold)
    case .keyframes(let keyframes, let method):
      self.init(Knots(keyframes, period: period), method: method)
    }
  }

  init(_ knots: Knots<Double>, method: ScalarInterpolation) {
    self.knots = knots
    self.method = method
    slopes = method == .monotoneCubic ? MonotoneCubic.slopes(of: knots) : []
  }

  /// The moments of the keyframes.
  var moments: [Double] { knots.moments }

  /// The value at `moment`; at a knot exactly the knot's, outside the knots as `Knots.place(of:)` says.
  func value(at moment: Double) -> Double {
    let place = knots.place(of: moment)
    let start = knots.values[place.knot]
    if place.elapsed == 0 { return start }
    let end = knots.values[place.knot + 1]
    let span = knots.span(after: place.knot)
    if let easing = knots.easing(after: place.knot) {
      return eased(from: start, to: end, progress: easing.progress(at: place.elapsed / span))
    }
    switch method {
    case .hold:
      return start
    case .linear:
      return start + (end - start) * (place.elapsed / span)
    case .log:
      let value = start * Double.exp((Double.log(end) - Double.log(start)) * (place.elapsed / span))
      return min(max(value, min(start, end)), max(start, end))  // the rounding of exp must not leave the segment
    case .monotoneCubic:
      return CubicHermite.value(
        from: (start, slopes[place.knot]), to: (end, slopes[place.knot + 1]), span: span, elapsed: place.elapsed)
    }
  }

  /// The bounds of the values, including easings that overshoot on purpose; without those no method leaves the range of
  /// its keyframes.
  var extent: ClosedRange<Double> {
    var (lowest, highest) = (knots.values[0], knots.values[0])
    for knot in knots.values.indices {
      var values = [knots.values[knot]]
      if knot + 1 < knots.values.count, let progress = knots.easing(after: knot)?.extent {
        let (start, end) = (knots.values[knot], knots.values[knot + 1])
        values += [progress.lowerBound, progress.upperBound].map { eased(from: start, to: end, progress: $0) }
      }
      (lowest, highest) = (values.reduce(lowest, min), values.reduce(highest, max))
    }
    return lowest...highest
  }

  private func eased(from start: Double, to end: Double, progress: Double) -> Double {
    if progress == 0 { return start }
    if progress == 1 { return end }
    if method == .log { return start * Double.exp((Double.log(end) - Double.log(start)) * progress) }
    return start + (end - start) * progress
  }
}
