import RealModule

/// A pace that arrives as things do that swing or fall.
public enum EasingMotion: String, CaseIterable, Hashable, Sendable {
  /// A damped spring: overshoots by a seventh, and settles.
  case spring
  /// Falls to the end and bounces three times, each time less high.
  case bounce
  /// Snaps past the end and quivers.
  case elastic

  /// Progress after `fraction` of the time: exactly 0 at 0 and 1 at 1.
  func progress(at fraction: Double) -> Double {
    if fraction <= 0 { return 0 }
    if fraction >= 1 { return 1 }
    switch self {
    case .bounce: return Self.bounced(fraction)
    // What is left of the swing at the end is taken away evenly on the way there.
    case .spring: return Self.sprung(fraction) - fraction * (Self.sprung(1) - 1)
    case .elastic: return Self.snapped(fraction) - fraction * (Self.snapped(1) - 1)
    }
  }

  /// Bounds of the progress.
  var extent: ClosedRange<Double> {
    switch self {
    case .bounce: 0...1
    case .spring: 0...Self.springPeak
    case .elastic: 0...Self.elasticPeak
    }
  }

  private static let springPeak = peak(of: .spring)
  private static let elasticPeak = peak(of: .elastic)

  /// A bound just above the greatest progress.
  private static func peak(of motion: EasingMotion) -> Double {
    (0...1000).reduce(1) { max($0, motion.progress(at: Double($1) / 1000)) } + 1e-3
  }

  /// The step response of a spring that swings one and a half times, with a damping ratio of 0.54.
  private static func sprung(_ time: Double) -> Double {
    let (decay, frequency) = (6.0, 3 * Double.pi)
    let swing = Double.cos(frequency * time) + decay / frequency * Double.sin(frequency * time)
    return 1 - Double.exp(-decay * time) * swing
  }

  /// A sine of three and a third periods that halves ten times (Penner's elastic curve).
  private static func snapped(_ time: Double) -> Double {
    1 + Double.exp2(-10 * time) * Double.sin((10 * time - 0.75) * 2 * .pi / 3)
  }

  /// Four parabolas that touch 1, each half as wide and a quarter as deep as the one before it (Penner's bounce).
  private static func bounced(_ time: Double) -> Double {
    let unit = 1 / 2.75
    let fall: (middle: Double, floor: Double) =
      time < unit ? (0, 0) : time < 2 * unit ? (1.5, 0.75) : time < 2.5 * unit ? (2.25, 0.9375) : (2.625, 0.984375)
    let distance = (time - fall.middle * unit) / unit
    return min(distance * distance + fall.floor, 1)
  }
}
