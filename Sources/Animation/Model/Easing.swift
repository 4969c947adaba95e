/// The pace from one keyframe to the next, in place of the interpolation's own.
public enum Easing: Hashable, Sendable {
  /// Stays at the keyframe and jumps to the next.
  case hold
  /// Progress along the curve, from 0 at the keyframe to 1 at the next.
  case curve(CubicBezier)
  /// Progress that swings or falls into its end.
  case motion(EasingMotion)
  /// Progress on straight lines between points.
  case points(PiecewiseProgress)

  /// All easings that have names: those of CSS, and motions that no single curve can describe.
  package static let named: [(name: String, easing: Easing)] =
    [
      ("hold", .hold), ("linear", .curve(CubicBezier(0, 0, 1, 1))), ("ease", .curve(CubicBezier(0.25, 0.1, 0.25, 1))),
      ("ease-in", .curve(CubicBezier(0.42, 0, 1, 1))), ("ease-out", .curve(CubicBezier(0, 0, 0.58, 1))),
      ("ease-in-out", .curve(CubicBezier(0.42, 0, 0.58, 1))), ("back", .curve(CubicBezier(0.34, 1.56, 0.64, 1))),
    ] + EasingMotion.allCases.map { ($0.rawValue, .motion($0)) }

  /// The handles [x1, y1, x2, y2], if it is one curve.
  package var handles: [Double]? {
    guard case .curve(let curve) = self else { return nil }
    return [curve.x1, curve.y1, curve.x2, curve.y2]
  }

  /// The least and the greatest progress; from 0 to 1 unless the easing overshoots on purpose.
  var extent: ClosedRange<Double> {
    switch self {
    case .hold: 0...1
    case .curve(let curve): curve.extent
    case .motion(let motion): motion.extent
    case .points(let points): points.extent
    }
  }

  /// Whether progress stays within 0…1; of curves, only those that never decrease either.
  package var staysBetween: Bool {
    switch self {
    case .hold: true
    case .curve(let curve): curve.isMonotone
    case .motion, .points: extent == 0...1
    }
  }

  /// Progress after `fraction` of the time, 0..<1.
  func progress(at fraction: Double) -> Double {
    switch self {
    case .hold: 0
    case .curve(let curve): curve.progress(at: fraction)
    case .motion(let motion): motion.progress(at: fraction)
    case .points(let points): points.progress(at: fraction)
    }
  }
}
