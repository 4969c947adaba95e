import FractalMath
import RealModule

/// The width of a camera over the time of a film, ready to be evaluated.
struct WidthCurve: Sendable {
  private enum Shape: Sendable {
    /// As any number moves.
    case doubles(ScalarCurve)
    /// Widths of which doubles hold not all: by the same factor in the same time.
    case scaled(Knots<ScaledDouble>)
  }

  private let shape: Shape

  /// The curve of `track`; with a period in seconds it is closed.
  init(_ track: WidthTrack, period: Double?) {
    let wave = track.oscillation.map { WaveCurve($0, period: period) }
    let follower = track.follower.map { FollowerCurve($0, period: period, seam: 0) }
    switch track.base {
    case .constant(let width) where wave != nil || follower != nil:
      let knots = Knots(moments: [0], values: [width.approximation], isClosed: false)
      shape = .doubles(ScalarCurve(knots, method: .hold, wave: wave, follower: follower))
    case .constant(let width):
      shape = .scaled(Knots(moments: [0], values: [width.scaled], isClosed: false))
    case .keyframes(let keyframes, let method):
      func knots<Value>(_ value: (PlaneLength) -> Value) -> Knots<Value> {
        Knots(
          keyframes.map { Keyframe(time: $0.time, value: value($0.value), easing: $0.easing) }, period: period)
      }
      shape =
        keyframes.allSatisfy(\.value.isDouble)
        ? .doubles(
          ScalarCurve(knots(\.approximation), method: method.ofNumbers, wave: wave, follower: follower))
        : .scaled(knots(\.scaled))
    }
  }

  /// The width at `moment`; at a keyframe exactly the keyframe's.
  func value(at moment: Double) -> ScaledDouble {
    switch shape {
    case .doubles(let curve):
      return ScaledDouble(curve.value(at: moment))
    case .scaled(let knots):
      let place = knots.place(of: moment)
      let start = knots.values[place.knot]
      if place.elapsed == 0 { return start }
      let end = knots.values[place.knot + 1]
      let fraction = place.elapsed / knots.span(after: place.knot)
      guard let easing = knots.easing(after: place.knot) else {
        return min(max(start.multiplied(towards: end, by: fraction), min(start, end)), max(start, end))
      }
      return start.multiplied(towards: end, by: easing.progress(at: fraction))
    }
  }

  /// The same as a curve of numbers; `nil` if doubles do not hold all of it.
  var numbers: ScalarCurve? { if case .doubles(let curve) = shape { curve } else { nil } }

  /// The bounds of the widths, including easings that overshoot on purpose.
  var extent: ClosedRange<ScaledDouble> {
    switch shape {
    case .doubles(let curve):
      let extent = curve.extent
      return ScaledDouble(extent.lowerBound)...ScaledDouble(extent.upperBound)
    case .scaled(let knots):
      var widths = knots.values
      for knot in knots.values.indices.dropLast() {
        guard let progress = knots.easing(after: knot)?.extent else { continue }
        let (start, end) = (knots.values[knot], knots.values[knot + 1])
        widths += [progress.lowerBound, progress.upperBound].map { start.multiplied(towards: end, by: $0) }
      }
      return widths.reduce(widths[0], min)...widths.reduce(widths[0], max)
    }
  }

  /// The least width from `start` to `end`, in seconds, looked for at their ends, at the keyframes and at moments between them.
  func least(from start: Double, to end: Double) -> ScaledDouble {
    let moments: [Double] =
      switch shape {
      case .doubles(let curve): curve.moments
      case .scaled(let knots): knots.moments
      }
    let between = (0...Self.momentsBetween).map { start + (end - start) * (Double($0) / Double(Self.momentsBetween)) }
    return (between + moments.filter { (start...end).contains($0) }).map(value(at:)).reduce(value(at: end), min)
  }

  private static let momentsBetween = 64
}

extension ScaledDouble {
  /// This positive number times (`end`/this)^`progress`; exactly `end` at 1.
  ///
  /// The logarithm of the factor is taken apart into a whole number of powers of two and a rest below one, so that the result is right to some
  /// units of a double's last place however far apart both numbers are.
  fileprivate func multiplied(towards end: ScaledDouble, by progress: Double) -> ScaledDouble {
    if progress == 0 { return self }
    if progress == 1 { return end }
    let powers = Double(end.exponent - exponent)
    let product = powers * progress
    // What the product has been rounded by.
    let rounding = (-product).addingProduct(powers, progress)
    let whole = product.rounded()
    let rest = product - whole + rounding + (Double.log2(end.mantissa) - Double.log2(mantissa)) * progress
    return self * ScaledDouble(.exp2(rest), exponent: Int(whole))
  }
}
