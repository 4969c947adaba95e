import ComplexModule
import FractalMath
import RealModule

/// The way of the point on which a camera stays, along the path of c.
///
/// It is found for the whole path at once and depends on the preset alone, so that each frame knows where the point is without any other.
struct TargetRoute: Sendable {
  /// Why there is no way.
  enum Problem: Error {
    /// An angle that takes more than the allowed steps.
    case longOrbit(steps: Int)
    /// No repelling point lies where the ray of an angle lands.
    case noLanding(constant: Complex<Double>)
    /// No repelling point of the period and preperiod was found; what was, is of these or attracts.
    case notFound(nearest: (point: Complex<Double>, equation: PeriodicEquation)?)
    /// The point is lost on the way, at a time in parts of the path.
    case obstacle(PointContinuation.Obstacle)
  }

  /// Where the point is at each part of the path, 0…1.
  let continuation: PointContinuation
  private let path: PathOfConstant
  private let stepCount: Int
  private let mostRuns: Int

  /// The way of `preset`'s target, which it has.
  init(_ target: CameraTarget, in preset: Preset) throws(Problem) {
    path = PathOfConstant(preset)
    let steps = preset.juliaConstant.followingSteps(seconds: preset.motionSeconds)
    stepCount = steps.usual
    mostRuns = min(64, max(2, steps.most / steps.usual))
    let start = try Self.start(of: target, constant: path.point(at: 0), degree: preset.fractal.degree)
    do throws(PointContinuation.Obstacle) {
      continuation = try PointContinuation(
        equation: start.equation, start: start.point, times: 0...1, stepCount: steps.usual, mostSteps: steps.most,
        constant: path.point)
    } catch {
      throw .obstacle(error)
    }
  }

  /// After how many runs along the path the point is back where it began; `nil` where that is not found.
  var runsUntilClosed: Int? {
    try? continuation.runsUntilClosed(stepCount: stepCount, mostRuns: mostRuns, constant: path.point)
  }

  /// How many times the multiplier has gone round 0 at the end of a closed path.
  var multiplierTurns: Double {
    let way = continuation.end.multiplierLogarithm.imaginary - continuation.start.multiplierLogarithm.imaginary
    return (way / (2 * .pi)).rounded()
  }

  private static func start(
    of target: CameraTarget, constant: Complex<Double>, degree: Int
  ) throws(Problem) -> (point: Complex<Double>, equation: PeriodicEquation) {
    if let angle = target.angle {
      let orbit = angle.orbit(degree: degree)
      let steps = orbit.preperiod + orbit.period
      guard steps <= CameraTarget.mostSteps else { throw .longOrbit(steps: steps) }
      guard let landing = DynamicRay.landing(angle: angle, constant: constant, degree: degree) else {
        throw .noLanding(constant: constant)
      }
      return landing
    }
    let equation = PeriodicEquation(preperiod: target.preperiod, period: target.period, degree: degree)
    let found = solutions(of: equation, about: target.near ?? .zero, constant: constant)
    guard let best = found.first(where: { $0.equation == equation && $0.repels(constant) }) else {
      throw .notFound(nearest: found.first.map { ($0.point, $0.equation) })
    }
    return (best.point, best.equation)
  }

  private struct Solution {
    let point: Complex<Double>
    let equation: PeriodicEquation

    func repels(_ constant: Complex<Double>) -> Bool { equation.multiplier(of: point, constant: constant).length > 1 }
  }

  /// How far from a place Newton's method is begun, and in how many directions.
  private static let radii = [0.01, 0.03, 0.1, 0.2, 0.4]
  private static let directions = 8

  /// Solutions near a place, the nearest first.
  private static func solutions(
    of equation: PeriodicEquation, about place: Complex<Double>, constant: Complex<Double>
  ) -> [Solution] {
    var guesses = [place]
    for radius in radii {
      for direction in 0..<directions {
        let turns = Double(direction) / Double(directions)
        guesses.append(place + Complex<Double>.unit(turns: turns).multiplied(by: radius))
      }
    }
    let found = guesses.compactMap { guess in
      equation.solution(near: guess, constant: constant).map { point in
        Solution(point: point, equation: equation.reduced(for: point, constant: constant))
      }
    }
    return found.sorted { ($0.point - place).length < ($1.point - place).length }
  }
}

/// c along its path, by the part of it that is over.
private struct PathOfConstant: Sendable {
  private let motion: JuliaMotion
  private let seconds: Double

  init(_ preset: Preset) {
    motion = JuliaMotion(preset.juliaConstant, period: preset.period, degree: preset.fractal.degree)
    seconds = preset.motionSeconds
  }

  func point(at part: Double) -> Complex<Double> {
    motion.value(at: FrameTime(elapsed: part, length: 1, seconds: part * seconds))
  }
}

extension JuliaPath {
  /// How finely the path is gone along: into how many steps so that each is nearly straight, and how many are tried at most.
  fileprivate func followingSteps(seconds: Double) -> (usual: Int, most: Int) {
    switch self {
    case .track(.constant):
      return (1, 64)
    case .track(.keyframes(let keyframes, _)):
      return Self.steps(Double(keyframes.count) * 48)
    case .circle(let path):
      return Self.steps(256 * abs(path.turns))
    case .boundary(let path):
      return Self.steps(256 * abs(path.turns))
    case .lissajous(let path):
      return Self.steps(64 * Double(abs(path.realFrequency) + abs(path.imaginaryFrequency)))
    case .shifted(let path, _):
      return path.followingSteps(seconds: seconds)
    // A point of these takes some hundred times as long as one of the others.
    case .ray:
      return (96, slowMost)
    case .equipotential(let path):
      return (Self.steps(128 * abs(path.turns)).usual, slowMost)
    case .follow(let path):
      let total = path.parts.reduce(0) { $0 + $1.durationSeconds + $1.joinSeconds }
      let steps = path.parts.map { part in
        let own = part.path.followingSteps(seconds: part.durationSeconds)
        return (usual: Double(own.usual) * total / part.durationSeconds, most: own.most)
      }
      let usual = Self.steps(steps.reduce(256) { max($0, $1.usual) })
      return (usual.usual, min(usual.most, steps.reduce(usual.most) { min($0, max($1.most, slowMost)) }))
    }
  }

  /// Where there are more than the allowed ones, the end of the path is not reached.
  private static func steps(_ count: Double) -> (usual: Int, most: Int) { (Int(min(max(count, 64), 1e9)), 1 << 16) }

  private var slowMost: Int { 1 << 12 }
}
