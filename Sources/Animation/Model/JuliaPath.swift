import ComplexModule
import RealModule

/// How the constant c of z ↦ z² + c moves. Indirect, so that whatever holds a preset is copied by counting a reference: code
/// that copies every field of every path, in each type that has one inside, took a tenth of this module.
public indirect enum JuliaPath: Hashable, Sendable {
  /// A fixed point or keyframes.
  case track(PointTrack)
  /// Around a circle at constant speed.
  case circle(CirclePath)
  /// At constant speed along, or beside, the border of the main cardioid or of the disc next to it.
  case boundary(BoundaryPath)
  /// A Lissajous figure.
  case lissajous(LissajousPath)
  /// Along an external ray of the Mandelbrot set.
  case ray(RayPath)
  /// Along an equipotential of the Mandelbrot set.
  case equipotential(EquipotentialPath)
  /// Several paths, one after the other.
  case follow(FollowPath)
  /// One of the others, with what a song adds to its points.
  case shifted(JuliaPath, PointFollower)

  /// The largest |c| of a preset. The Mandelbrot set lies within |c| ≤ 2; beyond it Julia sets are ever thinner dust.
  public static let largestModulus = 4.0

  /// The number of turns, if the path goes around at constant speed.
  var turns: Double? {
    switch self {
    case .circle(let path): path.turns
    case .boundary(let path): path.turns
    case .equipotential(let path): path.turns
    case .shifted(let path, _): path.turns
    case .track, .lissajous, .ray, .follow: nil
    }
  }

  /// The path without what a song adds to its points.
  package var unshifted: JuliaPath { if case .shifted(let path, _) = self { path } else { self } }
}

extension JuliaPath {
  /// The numbers of a path that goes around, by their keys: where on it c is, and how far out the path is.
  var tracks: [(key: String, track: ScalarTrack)] {
    switch self {
    case .circle(let path): [("radius", path.radius), ("phase", path.phaseDegrees)]
    case .boundary(let path): [("factor", path.factor), ("phase", path.phaseDegrees)]
    case .equipotential(let path): [("potential", path.potential), ("phase", path.phaseDegrees)]
    case .shifted(let path, _): path.tracks
    case .track, .lissajous, .ray, .follow: []
    }
  }
}

/// How c is timed.
public enum JuliaTiming: String, CaseIterable, Hashable, Sendable {
  /// c moves at the pace of its path.
  case written
  /// c stays on its path and is retimed so that the picture changes by the same amount from each frame to the next.
  case visual
}

/// Motion around a circle at constant speed: centre + radius · e^{2πi(turns · s + phase/360)}, s going from 0 to 1 over
/// the film; radius and phase may follow a song.
public struct CirclePath: Hashable, Sendable {
  /// Middle of the circle.
  public internal(set) var center = Complex<Double>.zero
  /// Distance from the centre in plane units, 0…4.
  public internal(set) var radius = ScalarTrack.constant(0.7885)
  /// Turns during the film, counter-clockwise; negative is clockwise.
  public internal(set) var turns = 1.0
  /// Where the motion starts, in degrees counter-clockwise from the positive real direction; where it follows a song, what is added to the turns.
  public internal(set) var phaseDegrees = ScalarTrack.constant(0)
}

/// Motion at constant speed along the border of a component of the Mandelbrot set, scaled by a factor. With u = factor ·
/// e^{2πi(turns · s + phase/360)}, s going from 0 to 1 over the film, the fixed point (or the cycle of two) has the multiplier
/// u.
public struct BoundaryPath: Hashable, Sendable {
  /// Whose border it is.
  public internal(set) var component: Component
  /// Modulus of the multiplier u, 0…2: 1 is the border, less is the inside.
  public internal(set) var factor = ScalarTrack.constant(1)
  /// Turns during the film, counter-clockwise; negative is clockwise.
  public internal(set) var turns = 1.0
  /// Where the motion starts: the argument of u in degrees; where it follows a song, what is added to the turns.
  public internal(set) var phaseDegrees = ScalarTrack.constant(0)

  /// A component of the Mandelbrot set.
  public enum Component: String, CaseIterable, Hashable, Sendable {
    /// One fixed point attracts: c = u/2 − u²/4. |c| stays within 2 for the factors allowed.
    case cardioid
    /// A cycle of two attracts: c = −1 + u/4.
    case bulb
  }
}

/// Motion along the external ray of the Mandelbrot set at an angle, from one potential to another: the potential is multiplied by
/// the same factor in the same time.
public struct RayPath: Hashable, Sendable {
  /// Angle of the ray in turns.
  public internal(set) var angleTurns: Double
  /// Potential at the start, `MandelbrotRay.potentials`.
  public internal(set) var start = 1.0
  /// Potential at the end, `MandelbrotRay.potentials`.
  public internal(set) var end = 1e-3
}

/// Motion around the Mandelbrot set at a distance: along the points of one potential, by external angle.
public struct EquipotentialPath: Hashable, Sendable {
  /// The potential, `MandelbrotRay.potentials`.
  public internal(set) var potential = ScalarTrack.constant(0.1)
  /// Turns during the film, counter-clockwise; negative is clockwise.
  public internal(set) var turns = 1.0
  /// External angle at the start in degrees; where it follows a song, what is added to the turns.
  public internal(set) var phaseDegrees = ScalarTrack.constant(0)
}

/// A Lissajous figure: centre + (Re amplitude · cos 2π(m·s + α/360), Im amplitude · sin 2π(n·s + β/360)), s going from 0 to 1
/// over the film.
public struct LissajousPath: Hashable, Sendable {
  /// Middle of the figure.
  public internal(set) var center = Complex<Double>.zero
  /// The amplitudes along the real and the imaginary direction.
  public internal(set) var amplitude = Complex(0.5, 0.5)
  /// m: swings along the real direction during the film.
  public internal(set) var realFrequency = 1
  /// n: swings along the imaginary direction during the film.
  public internal(set) var imaginaryFrequency = 2
  /// α: where the swing along the real direction starts, in degrees.
  public internal(set) var realPhaseDegrees = 0.0
  /// β: where the swing along the imaginary direction starts, in degrees.
  public internal(set) var imaginaryPhaseDegrees = 0.0
}

/// Several paths, one after the other.
public struct FollowPath: Hashable, Sendable {
  /// The parts in their order, at least one.
  public internal(set) var parts: [Part] = []

  /// One of the paths and the transition to the next.
  public struct Part: Hashable, Sendable {
    /// The path; no other sequence.
    public internal(set) var path: JuliaPath
    /// Seconds for the path. All parts together are stretched to the film.
    public internal(set) var durationSeconds = 1.0
    /// The pace along the path; without overshoot.
    public internal(set) var easing: Easing?
    /// Seconds for a smooth transition from the path's end to the start of the next; 0 if they are the same point.
    public internal(set) var joinSeconds = 0.0
  }
}
