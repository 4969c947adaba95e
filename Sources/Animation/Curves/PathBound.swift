import ComplexModule
import FractalMath
import RealModule

extension JuliaPath {
  /// A bound that |c| does not exceed on the path.
  ///
  /// - Parameters:
  ///   - period: seconds after which the film repeats itself, if it does.
  ///   - degree: of the power, for paths along its parameter set.
  func modulusBound(period: Double?, degree: Int) -> Double {
    switch self {
    case .track(let track):
      return PointCurve(track, period: period).modulusBound
    case .circle(let circle):
      return circle.center.length + ScalarCurve(circle.radius, period: period).extent.upperBound
    case .boundary:
      return BoundaryPath.largestModulus
    case .lissajous(let figure):
      return figure.center.length + figure.amplitude.length
    case .ray(let ray):
      return MandelbrotRay.modulusBound(potential: max(ray.start, ray.end))
    case .equipotential(let line):
      return MandelbrotRay.modulusBound(potential: ScalarCurve(line.potential, period: period).extent.upperBound)
    case .follow(let follow):
      let motion = FollowMotion(follow, isClosed: period != nil, degree: degree)
      let parts = follow.parts.map { $0.path.modulusBound(period: nil, degree: degree) }
      let crossings = follow.parts.indices.map {
        follow.parts[$0].joinSeconds > 0 ? motion.crossingBound(after: $0) : 0
      }
      return (parts + crossings).reduce(0, max)
    case .shifted(let path, let follower):
      return path.modulusBound(period: period, degree: degree)
        + ShiftCurve(follower, period: period).modulusBound
    }
  }
}

extension BoundaryPath {
  /// |c| for all factors that are allowed, and all degrees: |u|/2 + |u|²/4 with |u| at most 2.
  fileprivate static let largestModulus = 2.0
}
