import ComplexModule
import RealModule

/// How the constant c of z ↦ z² + c moves.
public enum JuliaPath: Hashable, Sendable {
  /// A fixed point or keyframes.
  case track(PointTrack)
  /// Steadily round a circle.
  case circle(CirclePath)

  /// The largest |c| of a preset. The Mandelbrot set lies within |c| ≤ 2; beyond it Julia sets are ever thinner dust.
  public static let largestModulus = 4.0
}

/// Steady motion round a circle: centre + radius · e^{2πi(turns · s + phase/360)}, s going from 0 to 1 over the film.
public struct CirclePath: Hashable, Sendable {
  /// Middle of the circle.
  public internal(set) var center = Complex<Double>.zero
  /// Distance from the centre in plane units, 0…4.
  public internal(set) var radius = 0.7885
  /// How many times round during the film, counter-clockwise; negative is clockwise.
  public internal(set) var turns = 1.0
  /// Where the motion starts, in degrees counter-clockwise from the positive real direction.
  public internal(set) var phaseDegrees = 0.0
}
