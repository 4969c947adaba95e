import ComplexModule
import RealModule

/// A Lissajous figure: centre + (Re amplitude · cos 2π(m·s + α/360), Im amplitude · sin 2π(n·s + β/360)), s going from 0 to 1
/// over the film.
public struct LissajousPath: Hashable, Sendable {
  /// Middle of the figure.
  public internal(set) var center = Complex<Double>.zero
  /// How far c swings to each side along the real and along the imaginary direction.
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
