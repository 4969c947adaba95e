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

/// Motion round the Mandelbrot set at a distance: along the points of one potential, by external angle.
public struct EquipotentialPath: Hashable, Sendable {
  /// The potential, `MandelbrotRay.potentials`.
  public internal(set) var potential = 0.1
  /// How many times round during the film, counter-clockwise; negative is clockwise.
  public internal(set) var turns = 1.0
  /// External angle at the start in degrees.
  public internal(set) var phaseDegrees = 0.0
}
