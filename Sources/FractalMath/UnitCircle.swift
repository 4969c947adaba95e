import ComplexModule
import RealModule

extension Complex<Double> {
  /// The point of the unit circle at an angle of `turns`, exact at every quarter turn.
  ///
  /// The angle is reduced to the first octant before the series is evaluated. So opposite angles give exactly conjugate
  /// points, and half a turn, if its sum is exact, exactly the negative: mirrored frames are recognised by equality.
  public static func unit(turns: Double) -> Complex<Double> {
    let reduced = turns - turns.rounded(.toNearestOrEven)  // exact, in −½…½
    let magnitude = abs(reduced)
    let fromAxis = magnitude > 0.25 ? 0.5 - magnitude : magnitude  // exact, in 0…¼
    let (cosine, sine) = firstQuadrant(turns: fromAxis)
    return Complex(magnitude > 0.25 ? -cosine : cosine, reduced < 0 ? -sine : sine)
  }

  private static func firstQuadrant(turns: Double) -> (cosine: Double, sine: Double) {
    if turns > 0.125 {
      let angle = (0.25 - turns) * 2 * .pi
      return (.sin(angle), .cos(angle))
    }
    let angle = turns * 2 * .pi
    return (.cos(angle), .sin(angle))
  }
}
