import ComplexModule
import FractalMath
import RealModule

/// A path of c, ready to be evaluated.
///
/// Adding a phase of 0 is exact, `unit` is odd in its angle, and so is the rest on paths with a real centre: that makes
/// mirrored frames conjugate to the last bit.
indirect enum JuliaMotion: Sendable {
  case curve(PointCurve)
  case circle(CirclePath, turning: TurningCurves)
  case boundary(BoundaryPath, degree: Int, turning: TurningCurves)
  case lissajous(LissajousPath)
  case ray(RayPath, degree: Int)
  case equipotential(EquipotentialPath, degree: Int, turning: TurningCurves)
  case follow(FollowMotion)
  case shifted(JuliaMotion, ShiftCurve)

  /// - Parameter degree: of the power, for paths along its parameter set.
  init(_ path: JuliaPath, period: Double?, degree: Int) {
    switch path {
    case .track(let track): self = .curve(PointCurve(track, period: period))
    case .circle(let circle):
      self = .circle(
        circle, turning: TurningCurves(phase: circle.phaseDegrees, distance: circle.radius, period: period))
    case .boundary(let boundary):
      self = .boundary(
        boundary, degree: degree,
        turning: TurningCurves(phase: boundary.phaseDegrees, distance: boundary.factor, period: period))
    case .lissajous(let figure): self = .lissajous(figure)
    case .ray(let ray): self = .ray(ray, degree: degree)
    case .equipotential(let line):
      self = .equipotential(
        line, degree: degree,
        turning: TurningCurves(phase: line.phaseDegrees, distance: line.potential, period: period))
    case .follow(let follow): self = .follow(FollowMotion(follow, isClosed: period != nil, degree: degree))
    case .shifted(let path, let follower):
      self = .shifted(JuliaMotion(path, period: period, degree: degree), ShiftCurve(follower, period: period))
    }
  }

  func value(at time: FrameTime) -> Complex<Double> {
    switch self {
    case .curve(let curve): return curve.value(at: time.seconds)
    case .circle(let circle, let turning): return circle.point(at: time, turning)
    case .boundary(let boundary, let degree, let turning): return boundary.point(at: time, turning, degree: degree)
    case .lissajous(let figure): return figure.point(at: time)
    case .ray(let ray, let degree): return ray.point(at: time, degree: degree)
    case .equipotential(let line, let degree, let turning):
      return MandelbrotRay.point(
        angle: turning.angle(at: time, turns: line.turns), potential: turning.distance.value(at: time.seconds),
        degree: degree)
    case .follow(let motion): return motion.value(at: time)
    case .shifted(let motion, let shift): return motion.value(at: time) + shift.value(at: time.seconds)
    }
  }
}

/// What changes over time of a path that goes around.
struct TurningCurves: Sendable {
  /// Degrees that are added to the turns.
  let phase: ScalarCurve
  /// How far out the path is, in its own measure.
  let distance: ScalarCurve

  init(phase: ScalarTrack, distance: ScalarTrack, period: Double?) {
    self.phase = ScalarCurve(phase, period: period, seam: 360)
    self.distance = ScalarCurve(distance, period: period)
  }

  /// The angle at `time` in turns, of a path that goes around `turns` times.
  func angle(at time: FrameTime, turns: Double) -> Double {
    time.remainder(ofTurns: turns) + phase.value(at: time.seconds) / 360
  }
}

extension CirclePath {
  fileprivate func point(at time: FrameTime, _ turning: TurningCurves) -> Complex<Double> {
    let direction = Complex<Double>.unit(turns: turning.angle(at: time, turns: turns))
    let radius = turning.distance.value(at: time.seconds)
    return Complex(center.real + radius * direction.real, center.imaginary + radius * direction.imaginary)
  }
}

extension BoundaryPath {
  fileprivate func point(at time: FrameTime, _ turning: TurningCurves, degree: Int) -> Complex<Double> {
    let direction = Complex<Double>.unit(turns: turning.angle(at: time, turns: turns))
    let factor = turning.distance.value(at: time.seconds)
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
