import ComplexModule
import RealModule

/// A spline through points that must be reached at given times.
///
/// A Catmull–Rom spline has its own parameter, which is unrelated to time. Stretching each piece to the time between
/// its keyframes would make the speed jump at every key, so a monotone curve paces it. If a keyframe has an easing,
/// that decides instead, applied to arc length.
struct SplineRoute: Sendable {
  private let knots: Knots<Complex<Double>>
  private let spline: CentripetalSpline
  /// How far along the spline the point is at each moment.
  private let pacing: ScalarCurve
  /// The length of each piece that has an easing.
  private let lengths: [ArcLength?]

  /// The route through `knots`; `nil` if they all are the same point.
  init?(through knots: Knots<Complex<Double>>) {
    let parameters = CentripetalSpline.parameters(through: knots.values)
    guard let spline = CentripetalSpline(through: knots.values, at: parameters, isClosed: knots.isClosed) else {
      return nil
    }
    self.knots = knots
    self.spline = spline
    pacing = ScalarCurve(
      Knots(moments: knots.moments, values: parameters, isClosed: knots.isClosed), method: .monotoneCubic)
    lengths = zip(parameters, parameters.dropFirst()).enumerated().map { index, ends in
      knots.easing(after: index) == nil ? nil : ArcLength(from: ends.0, to: ends.1, speed: spline.speed)
    }
  }

  /// The point at `moment`; at a knot exactly the knot's.
  func value(at moment: Double) -> Complex<Double> {
    let place = knots.place(of: moment)
    guard place.elapsed > 0, let easing = knots.easing(after: place.knot) else {
      return spline.point(at: pacing.value(at: moment))
    }
    let progress = easing.progress(at: place.elapsed / knots.span(after: place.knot))
    guard progress > 0, let length = lengths[place.knot] else { return knots.values[place.knot] }
    return spline.point(at: length.parameter(atFraction: progress))
  }

  /// A bound that the modulus of no point exceeds.
  var modulusBound: Double { spline.modulusBound }
}
