import ComplexModule
import RealModule

extension OrbitTrap {
  /// The unit vector along a line or cross, exact at every quarter turn.
  public var direction: (real: Double, imaginary: Double) {
    let unit = Complex<Double>.unit(turns: angleDegrees / 360)
    return (unit.real, unit.imaginary)
  }
}
