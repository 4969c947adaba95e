/// What holds for discs of orbits as they are computed (`JuliaMap.imageRadius` says what f does to a disc).
///
/// Orbits are computed, and rounded at every step. As long as a disc stays within `reach` of 0, one that is widened by `rounding`
/// at every step holds the computed orbits too (Theory.md, "Discs and rounding").
enum OrbitDisc {
  /// |z| + r up to which `rounding` is enough; orbits that stay bounded stay within 2 where |c| ≤ 2.
  static let reach = 3.0
  /// More than rounding adds in one step to the distance of a computed orbit from the computed middle of its disc, and to the radius
  /// that is computed for the disc: at most 200 units of 2⁻⁵³, this is 512.
  static let rounding = 0x1p-44
}
