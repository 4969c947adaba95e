import ComplexModule
import RealModule

/// A smooth curve through points: the Catmull–Rom spline with centripetal parameter, which has no cusps and no loops
/// within a segment (C. Yuksel, S. Schaefer and J. Keyser, Parameterization and Applications of Catmull–Rom Curves,
/// Computer-Aided Design 43, 2011).
struct CentripetalSpline: Sendable {
  private let knots: Knots<Complex<Double>>
  private let tangents: [Complex<Double>]

  /// The spline's parameter at each of `points`: every step adds the square root of its length. A step to the same
  /// point adds nothing.
  static func parameters(through points: [Complex<Double>]) -> [Double] {
    var parameters = [0.0]
    for (point, next) in zip(points, points.dropFirst()) {
      parameters.append(parameters[parameters.count - 1] + (next - point).length.squareRoot())
    }
    return parameters
  }

  /// The curve that passes each of `points` at its parameter; `nil` if all points are equal.
  ///
  /// A closed curve's last point is its first.
  init?(through points: [Complex<Double>], at parameters: [Double], isClosed: Bool) {
    var distinct = [0]
    for index in parameters.indices where parameters[index] > parameters[distinct[distinct.count - 1]] {
      distinct.append(index)
    }
    guard distinct.count > 1 else { return nil }
    knots = Knots(moments: distinct.map { parameters[$0] }, values: distinct.map { points[$0] }, isClosed: isClosed)
    tangents = Self.tangents(of: knots)
  }

  /// The point at `parameter`.
  func point(at parameter: Double) -> Complex<Double> {
    let place = knots.place(of: parameter)
    if place.elapsed == 0 { return knots.values[place.knot] }
    return evaluate(CubicHermite.value, at: place)
  }

  /// The velocity at `parameter`, which lies between two knots, in plane units per unit of the parameter.
  func speed(at parameter: Double) -> Double {
    let place = knots.place(of: parameter)
    return place.knot + 1 < knots.values.count ? evaluate(CubicHermite.slope, at: place).length : 0
  }

  /// A bound that the modulus of no point of the curve exceeds: a cubic lies within the hull of its Bézier points,
  /// which are a third of the tangent away from its ends.
  var modulusBound: Double {
    var bound = knots.values.reduce(0) { max($0, $1.length) }
    for index in 0..<(knots.values.count - 1) {
      let third = knots.span(after: index) / 3
      let leaving = knots.values[index] + tangents[index].multiplied(by: third)
      let arriving = knots.values[index + 1] - tangents[index + 1].multiplied(by: third)
      bound = max(bound, leaving.length, arriving.length)
    }
    return bound
  }

  private func evaluate(
    _ cubic: (_ from: CubicHermite.End, _ to: CubicHermite.End, _ span: Double, _ elapsed: Double) -> Double,
    at place: Knots<Complex<Double>>.Place
  ) -> Complex<Double> {
    let (start, end) = (knots.values[place.knot], knots.values[place.knot + 1])
    let (leaving, arriving) = (tangents[place.knot], tangents[place.knot + 1])
    let span = knots.span(after: place.knot)
    return Complex(
      cubic((start.real, leaving.real), (end.real, arriving.real), span, place.elapsed),
      cubic((start.imaginary, leaving.imaginary), (end.imaginary, arriving.imaginary), span, place.elapsed))
  }

  /// The parabola's tangent at each knot, which is Catmull and Rom's for a parameter of uneven steps; at the ends of an
  /// open curve the secant.
  private static func tangents(of knots: Knots<Complex<Double>>) -> [Complex<Double>] {
    let segments = knots.moments.count - 1
    let spans = (0..<segments).map(knots.span(after:))
    let secants = (0..<segments).map { (index: Int) -> Complex<Double> in
      let change = knots.values[index + 1] - knots.values[index]
      return change.multiplied(by: 1 / spans[index])
    }
    return (0...segments).map { (knot: Int) -> Complex<Double> in
      if !knots.isClosed && knot == 0 { return secants[0] }
      if !knots.isClosed && knot == segments { return secants[segments - 1] }
      let before = (knot + segments - 1) % segments
      let after = knot % segments
      func slope(_ part: (Complex<Double>) -> Double) -> Double {
        CubicHermite.parabolicSlope(
          before: part(secants[before]), after: part(secants[after]), spanBefore: spans[before], spanAfter: spans[after]
        )
      }
      return Complex(slope { $0.real }, slope { $0.imaginary })
    }
  }
}
