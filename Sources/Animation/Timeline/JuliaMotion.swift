import ComplexModule
import FractalMath
import RealModule

/// A path of c, ready to be evaluated.
enum JuliaMotion {
  case curve(PointCurve)
  case circle(CirclePath)

  init(_ path: JuliaPath, period: Double?) {
    switch path {
    case .track(let track): self = .curve(PointCurve(track, period: period))
    case .circle(let circle): self = .circle(circle)
    }
  }

  func value(at time: FrameTime) -> Complex<Double> {
    switch self {
    case .curve(let curve):
      return curve.value(at: time.seconds)
    case .circle(let circle):
      // Adding a phase of 0 is exact, and `unit` is odd in its angle: that is what makes mirrored frames conjugate.
      let turns = time.remainder(ofTurns: circle.turns) + circle.phaseDegrees / 360
      let direction = Complex<Double>.unit(turns: turns)
      return Complex(
        circle.center.real + circle.radius * direction.real,
        circle.center.imaginary + circle.radius * direction.imaginary)
    }
  }
}
