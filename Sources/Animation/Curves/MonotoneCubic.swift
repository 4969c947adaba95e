import RealModule

/// Slopes that make a cubic Hermite curve rise and fall only where its knots do, so that it never overshoots.
///
/// F. N. Fritsch and R. E. Carlson, Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 17 (1980): start from
/// the parabola's slope at each knot, 0 where the direction changes, and shorten a segment's two slopes wherever (α,
/// β), their ratios to the secant, lies outside the circle of radius 3.
enum MonotoneCubic {
  /// Radius of a region of (α, β) in which a cubic is always monotone (ibid., section 4).
  private static let safeRadius = 3.0

  /// The slope at each knot. In a closed curve first and last are equal; in an open one they follow the outermost
  /// parabola.
  static func slopes(of knots: Knots<Double>) -> [Double] {
    let segments = knots.moments.count - 1
    guard segments > 0 else { return [0] }
    let spans = (0..<segments).map(knots.span(after:))
    let secants = (0..<segments).map { (index: Int) -> Double in
      let rise = knots.values[index + 1] - knots.values[index]
      return rise / spans[index]
    }
    var slopes = (0...segments).map { knot in
      initialSlope(at: knot, secants: secants, spans: spans, isClosed: knots.isClosed)
    }
    for segment in 0..<segments {
      let (first, second) = limited((slopes[segment], slopes[segment + 1]), secant: secants[segment])
      slopes[segment] = first
      slopes[segment + 1] = second
    }
    if knots.isClosed {
      // Both ends are the same knot. Taking the smaller slope keeps its two segments in the safe circle.
      let shared = abs(slopes[0]) < abs(slopes[segments]) ? slopes[0] : slopes[segments]
      slopes[0] = shared
      slopes[segments] = shared
    }
    return slopes
  }

  private static func initialSlope(at knot: Int, secants: [Double], spans: [Double], isClosed: Bool) -> Double {
    let last = secants.count
    if !isClosed && (knot == 0 || knot == last) {
      let outer = knot == 0 ? 0 : last - 1
      guard last > 1 else { return secants[outer] }
      let inner = knot == 0 ? 1 : last - 2
      // The parabola's slope at its end is its slope in the middle of the outer segment, extrapolated by its curvature.
      let slope = secants[outer] + (secants[outer] - secants[inner]) * spans[outer] / (spans[outer] + spans[inner])
      return slope * secants[outer] > 0 ? slope : 0
    }
    let before = (knot + last - 1) % last
    let after = knot % last
    guard secants[before] * secants[after] > 0 else { return 0 }
    return CubicHermite.parabolicSlope(
      before: secants[before], after: secants[after], spanBefore: spans[before], spanAfter: spans[after])
  }

  private static func limited(_ slopes: (Double, Double), secant: Double) -> (Double, Double) {
    guard secant != 0 else { return (0, 0) }
    let alpha = slopes.0 / secant
    let beta = slopes.1 / secant
    let shortening = shortening(ofRatios: (alpha, beta))
    return shortening < 1 ? (slopes.0 * shortening, slopes.1 * shortening) : slopes
  }

  /// The factor for both slopes of a segment with which it is monotone, from their ratios to its secant; 1 if it is.
  static func shortening(ofRatios ratios: (Double, Double)) -> Double {
    let radius = (ratios.0 * ratios.0 + ratios.1 * ratios.1).squareRoot()
    return radius > safeRadius ? safeRadius / radius : 1
  }
}

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
