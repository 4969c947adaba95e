import ComplexModule
import RealModule

/// A point track, ready to be evaluated.
struct PointCurve: Sendable {
  private enum Shape: Sendable {
    case constant(Complex<Double>)
    case linear(Knots<Complex<Double>>)
    case spline(SplineRoute)
  }

  private let shape: Shape
  private let shift: ShiftCurve?

  /// The curve of `track` with what `follower` adds to it; with a period in seconds it is closed.
  init(_ track: PointTrack, following follower: PointFollower? = nil, period: Double?) {
    shift = follower.map { ShiftCurve($0, period: period) }
    switch track {
    case .constant(let point):
      shape = .constant(point.approximation)
    case .keyframes(let keyframes, .linear):
      shape = .linear(Knots(keyframes.map(\.approximation), period: period))
    case .keyframes(let keyframes, .catmullRom):
      let knots = Knots(keyframes.map(\.approximation), period: period)
      shape = SplineRoute(through: knots).map { .spline($0) } ?? .constant(knots.values[0])
    }
  }

  /// The point at `moment`; without a song, at a keyframe exactly the keyframe's.
  func value(at moment: Double) -> Complex<Double> {
    let base = base(at: moment)
    return shift.map { base + $0.value(at: moment) } ?? base
  }

  private func base(at moment: Double) -> Complex<Double> {
    switch shape {
    case .constant(let point):
      return point
    case .linear(let knots):
      let place = knots.place(of: moment)
      let start = knots.values[place.knot]
      if place.elapsed == 0 { return start }
      let fraction = place.elapsed / knots.span(after: place.knot)
      let progress = knots.easing(after: place.knot)?.progress(at: fraction) ?? fraction
      return start + (knots.values[place.knot + 1] - start).multiplied(by: progress)
    case .spline(let route):
      return route.value(at: moment)
    }
  }

  /// A bound that the modulus of no point of the curve exceeds; for straight lines without a song the smallest one.
  var modulusBound: Double {
    let base =
      switch shape {
      case .constant(let point): point.length
      case .linear(let knots): knots.values.reduce(0) { max($0, $1.length) }
      case .spline(let route): route.modulusBound
      }
    return base + (shift?.modulusBound ?? 0)
  }
}
