/// What holds for discs of orbits: f(z) = z² + c maps the disc of radius r round z into that of radius 2|z|r + r² round f(z),
/// because |f(z + δ) − f(z)| = |2zδ + δ²|.
///
/// Orbits are computed, and rounded at every step. As long as a disc stays within `reach` of 0, one that is widened by `rounding`
/// at every step holds the computed orbits too (Theory.md, "Discs and rounding").
enum OrbitDisc {
  /// |z| + r up to which `rounding` is enough; orbits that stay bounded stay within 2 where |c| ≤ 2.
  static let reach = 3.0
  /// More than rounding adds in one step to the distance of a computed orbit from the computed middle of its disc, and to the radius
  /// that is computed for the disc: at most 200 units of 2⁻⁵³, this is 512.
  static let rounding = 0x1p-44

  /// The radius of the disc round f(z) that the disc of radius `radius` round a z of the given magnitude is mapped into.
  static func image(radius: Double, magnitude: Double) -> Double { radius * (2 * magnitude + radius) }
}
