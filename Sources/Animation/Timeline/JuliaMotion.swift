import ComplexModule
import FractalMath
import RealModule

/// A path of c, ready to be evaluated.
///
/// Adding a phase of 0 is exact, `unit` is odd in its angle, and so is the rest on paths with a real centre: that makes
/// mirrored frames conjugate to the last bit.
enum JuliaMotion: Sendable {
  case curve(PointCurve)
  case circle(CirclePath)
  case boundary(BoundaryPath, degree: Int)
  case lissajous(LissajousPath)
  case ray(RayPath, degree: Int)
  case equipotential(EquipotentialPath, degree: Int)
  case follow(FollowMotion)

  /// - Parameter degree: of the power, for paths along its parameter set.
  init(_ path: JuliaPath, period: Double?, degree: Int) {
    switch path {
    case .track(let track): self = .curve(PointCurve(track, period: period))
    case .circle(let circle): self = .circle(circle)
    case .boundary(let boundary): self = .boundary(boundary, degree: degree)
    case .lissajous(let figure): self = .lissajous(figure)
    case .ray(let ray): self = .ray(ray, degree: degree)
    case .equipotential(let line): self = .equipotential(line, degree: degree)
    case .follow(let follow): self = .follow(FollowMotion(follow, isClosed: period != nil, degree: degree))
    }
  }

  func value(at time: FrameTime) -> Complex<Double> {
    switch self {
    case .curve(let curve): return curve.value(at: time.seconds)
    case .circle(let circle): return circle.point(at: time)
    case .boundary(let boundary, let degree): return boundary.point(at: time, degree: degree)
    case .lissajous(let figure): return figure.point(at: time)
    case .ray(let ray, let degree): return ray.point(at: time, degree: degree)
    case .equipotential(let line, let degree):
      let angle = time.remainder(ofTurns: line.turns) + line.phaseDegrees / 360
      return MandelbrotRay.point(angle: angle, potential: line.potential, degree: degree)
    case .follow(let motion): return motion.value(at: time)
    }
  }
}

extension CirclePath {
  fileprivate func point(at time: FrameTime) -> Complex<Double> {
    let direction = Complex<Double>.unit(turns: time.remainder(ofTurns: turns) + phaseDegrees / 360)
    return Complex(center.real + radius * direction.real, center.imaginary + radius * direction.imaginary)
  }
}

extension BoundaryPath {
  fileprivate func point(at time: FrameTime, degree: Int) -> Complex<Double> {
    let direction = Complex<Double>.unit(turns: time.remainder(ofTurns: turns) + phaseDegrees / 360)
    if degree > 2 { return MandelbrotSet.centralPoint(direction: direction, factor: factor, degree: degree) }
    let u = direction.multiplied(by: factor)
    switch component {
    case .cardioid:
      return Complex(
        u.real / 2 - (u.real * u.real - u.imaginary * u.imaginary) / 4, u.imaginary / 2 - u.real * u.imaginary / 2)
    case .bulb:
      return Complex(u.real / 4 - 1, u.imaginary / 4)
    }
  }
}

extension LissajousPath {
  fileprivate func point(at time: FrameTime) -> Complex<Double> {
    let across = time.remainder(ofTurns: Double(realFrequency)) + realPhaseDegrees / 360
    let up = time.remainder(ofTurns: Double(imaginaryFrequency)) + imaginaryPhaseDegrees / 360
    return Complex(
      center.real + amplitude.real * Complex<Double>.unit(turns: across).real,
      center.imaginary + amplitude.imaginary * Complex<Double>.unit(turns: up).imaginary)
  }
}

extension RayPath {
  fileprivate func point(at time: FrameTime, degree: Int) -> Complex<Double> {
    let potential =
      time.fraction >= 1 ? end : start * Double.exp((Double.log(end) - Double.log(start)) * time.fraction)
    return MandelbrotRay.point(angle: angleTurns, potential: potential, degree: degree)
  }
}
