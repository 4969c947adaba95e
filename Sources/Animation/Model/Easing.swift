/// The pace from one keyframe to the next, in place of the interpolation's own.
public enum Easing: Hashable, Sendable {
  /// Stays at the keyframe and jumps to the next.
  case hold
  /// Progress along the curve, from 0 at the keyframe to 1 at the next.
  case curve(CubicBezier)

  /// The curves that have names in CSS.
  static let named: [(name: String, curve: CubicBezier)] = [
    ("linear", CubicBezier(0, 0, 1, 1)), ("ease", CubicBezier(0.25, 0.1, 0.25, 1)),
    ("ease-in", CubicBezier(0.42, 0, 1, 1)), ("ease-out", CubicBezier(0, 0, 0.58, 1)),
    ("ease-in-out", CubicBezier(0.42, 0, 0.58, 1)),
  ]

  /// The least and the greatest progress; from 0 to 1 unless the easing overshoots on purpose.
  var extent: ClosedRange<Double> {
    switch self {
    case .hold: 0...1
    case .curve(let curve): curve.extent
    }
  }

  /// Whether progress stays within 0…1 and never decreases.
  var isMonotone: Bool {
    switch self {
    case .hold: true
    case .curve(let curve): curve.isMonotone
    }
  }

  /// Progress after `fraction` of the time, 0..<1.
  func progress(at fraction: Double) -> Double {
    switch self {
    case .hold: 0
    case .curve(let curve): curve.progress(at: fraction)
    }
  }
}
