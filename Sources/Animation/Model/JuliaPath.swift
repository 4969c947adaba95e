import ComplexModule
import RealModule

/// How the constant c of z ↦ z² + c moves.
public enum JuliaPath: Hashable, Sendable {
  /// A fixed point or keyframes.
  case track(PointTrack)
  /// Steadily round a circle.
  case circle(CirclePath)
  /// Steadily along the border of the main cardioid or of the disc beside it, or beside that border.
  case boundary(BoundaryPath)
  /// A swing along the real and one along the imaginary direction.
  case lissajous(LissajousPath)
  /// Along an external ray of the Mandelbrot set.
  case ray(RayPath)
  /// Along an equipotential of the Mandelbrot set.
  case equipotential(EquipotentialPath)
  /// Several paths, one after the other.
  case follow(FollowPath)

  /// The largest |c| of a preset. The Mandelbrot set lies within |c| ≤ 2; beyond it Julia sets are ever thinner dust.
  public static let largestModulus = 4.0

  /// How often the path goes round, where it goes round steadily.
  var turns: Double? {
    switch self {
    case .circle(let path): path.turns
    case .boundary(let path): path.turns
    case .equipotential(let path): path.turns
    case .track, .lissajous, .ray, .follow: nil
    }
  }
}

/// Whose clock c goes by.
public enum JuliaTiming: String, CaseIterable, Hashable, Sendable {
  /// c moves as its path says.
  case written
  /// c stays on its path and is re-timed so that the picture changes by the same amount from each frame to the next.
  case visual
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
