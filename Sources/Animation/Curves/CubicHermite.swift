/// The cubic through two values with given slopes.
enum CubicHermite {
  /// A value and the slope there.
  typealias End = (value: Double, slope: Double)

  /// The cubic's value `elapsed` after its start, 0…`span`. Equal values with slopes of 0 give exactly that value.
  static func value(from start: End, to end: End, span: Double, elapsed: Double) -> Double {
    let u = elapsed / span
    let v = 1 - u
    let bend = start.slope * v - end.slope * u
    return start.value + (end.value - start.value) * (u * u * (3 - 2 * u)) + span * u * v * bend
  }

  /// The cubic's slope `elapsed` after its start.
  static func slope(from start: End, to end: End, span: Double, elapsed: Double) -> Double {
    let u = elapsed / span
    let v = 1 - u
    return 6 * (end.value - start.value) * u * v / span + start.slope * v * (v - 2 * u) + end.slope * u * (u - 2 * v)
  }

  /// Slope in the middle one of three knots of the parabola through them, from the secants `before` and `after` it and
  /// the lengths of the two segments.
  static func parabolicSlope(before: Double, after: Double, spanBefore: Double, spanAfter: Double) -> Double {
    (spanAfter * before + spanBefore * after) / (spanBefore + spanAfter)
  }
}
