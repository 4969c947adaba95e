import ComplexModule
import RealModule

/// A point track, ready to be evaluated.
struct PointCurve: Sendable {
  private enum Shape: Sendable {
    case constant(Complex<Double>)
    case linear(Knots<Complex<Double>>)
    /// A spline's geometry, and how far along it the point is at each moment.
    case spline(CentripetalSpline, pacing: ScalarCurve)
  }

  private let shape: Shape

  /// The curve of `track`; with a period in seconds it is closed.
  ///
  /// A Catmull–Rom spline has its own parameter, which knows nothing of time. Stretching each piece to the time between
  /// its keyframes would make the point jump from one speed to another at every key, so a monotone curve paces it.
  init(_ track: PointTrack, period: Double?) {
    switch track {
    case .constant(let point):
      shape = .constant(point)
    case .keyframes(let keyframes, .linear):
      shape = .linear(Knots(keyframes, period: period))
    case .keyframes(let keyframes, .catmullRom):
      let knots = Knots(keyframes, period: period)
      let parameters = CentripetalSpline.parameters(through: knots.values)
      guard let spline = CentripetalSpline(through: knots.values, at: parameters, isClosed: knots.isClosed) else {
        shape = .constant(knots.values[0])
        return
      }
      let paces = Knots(moments: knots.moments, values: parameters, isClosed: knots.isClosed)
      shape = .spline(spline, pacing: ScalarCurve(paces, method: .monotoneCubic))
    }
  }

  /// The point at `moment`; at a keyframe exactly the keyframe's.
  func value(at moment: Double) -> Complex<Double> {
    switch shape {
    case .constant(let point):
      return point
    case .linear(let knots):
      let place = knots.place(of: moment)
      let start = knots.values[place.knot]
      if place.elapsed == 0 { return start }
      let fraction = place.elapsed / knots.span(after: place.knot)
      return start + (knots.values[place.knot + 1] - start).multiplied(by: fraction)
    case .spline(let spline, let pacing):
      return spline.point(at: pacing.value(at: moment))
    }
  }

  /// A bound that the modulus of no point of the curve exceeds; for straight lines the smallest one.
  var modulusBound: Double {
    switch shape {
    case .constant(let point): point.length
    case .linear(let knots): knots.values.reduce(0) { max($0, $1.length) }
    case .spline(let spline, _): spline.modulusBound
    }
  }
}
