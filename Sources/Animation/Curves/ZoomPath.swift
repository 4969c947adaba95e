import ComplexModule
import RealModule

/// The smoothest path from one view to another: it zooms out as far as this shortens the path, and the picture moves at
/// constant perceived speed (J. J. van Wijk and W. A. A. Nuij, Smooth and efficient zooming and panning, IEEE InfoVis
/// 2003, equations 8 and 9).
struct ZoomPath: Sendable {
  private let start: CameraTracks.View
  private let end: CameraTracks.View
  private let distance: Double
  /// r₀ of the source: where the path starts on the curve width = const / cosh r.
  private let beginning: Double
  /// ρS: the extent of the path on that curve; for a zoom in place ln of the ratio of the widths.
  private let extent: Double

  /// ρ²: how much zooming a pan is worth. Viewers preferred ρ = 1.42 on average (ibid., section 5); d3 also has √2.
  private static let rhoSquared = 2.0
  /// Below this ratio of distance to widths the path is a zoom in place, since the formulas' differences would cancel.
  private static let smallestShift = 1e-9

  init(from start: CameraTracks.View, to end: CameraTracks.View) {
    (self.start, self.end) = (start, end)
    let distance = (end.center - start.center).length
    guard distance > Self.smallestShift * max(start.width, end.width) else {
      self.distance = 0
      beginning = 0
      extent = Double.log(end.width / start.width)
      return
    }
    self.distance = distance
    let difference = (end.width - start.width) * (end.width + start.width)
    let shift = Self.rhoSquared * Self.rhoSquared * distance * distance
    beginning = -.asinh((difference + shift) / (2 * start.width * Self.rhoSquared * distance))
    extent = -.asinh((difference - shift) / (2 * end.width * Self.rhoSquared * distance)) - beginning
  }

  /// The view after `progress` along the path; exactly the ends' at 0 and 1.
  func view(at progress: Double) -> CameraTracks.View {
    if progress <= 0 { return start }
    if progress >= 1 { return end }
    if distance == 0 {
      let center = start.center + (end.center - start.center).multiplied(by: progress)
      return CameraTracks.View(center: center, width: start.width * .exp(extent * progress))
    }
    // Computed from the nearer end, so that rounding is small compared with the width there.
    let isFirstHalf = progress < 0.5
    let near = isFirstHalf ? start : end
    let far = isFirstHalf ? end : start
    let travelled = extent * (isFirstHalf ? progress : 1 - progress)
    let place = isFirstHalf ? beginning + travelled : beginning + extent - travelled
    let edge = isFirstHalf ? beginning : beginning + extent
    let shift = near.width / Self.rhoSquared * .sinh(travelled) / .cosh(place)
    return CameraTracks.View(
      center: near.center + (far.center - near.center).multiplied(by: shift / distance),
      width: near.width * .cosh(edge) / .cosh(place))
  }
}
