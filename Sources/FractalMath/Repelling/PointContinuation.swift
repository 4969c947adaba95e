import ComplexModule
import RealModule

/// A repelling point that is followed while c moves.
///
/// The point is a holomorphic function of c as long as it meets no other solution of its equation, so it is continued in steps so short that
/// each solution stands apart: the way that is foretold by dz/dc, and Newton's correction after it, are small parts of the distance to the
/// nearest other solution. A step that is not gets halved.
public struct PointContinuation: Sendable {
  /// Why a point cannot be followed on, and when.
  public enum Obstacle: Error, Hashable, Sendable {
    /// It meets another solution at about this time, or c moves too fast there to tell which solution is which.
    case collision(time: Double)
    /// It no longer repels from about this time on.
    case stopsRepelling(time: Double)
  }

  /// The part of the distance to the nearest other solution that a step may take.
  private static let safeShare = 0.125
  /// The shortest step as a part of the usual one.
  private static let shortestStep = 0x1p-20

  /// What the point solves.
  public let equation: PeriodicEquation
  /// Where it stands at moments from which every later one up to the next can be reached in one step.
  private let knots: [(time: Double, point: Complex<Double>)]
  private let constant: @Sendable (Double) -> Complex<Double>

  /// Where the point stands at the end.
  public var end: Complex<Double> { knots[knots.count - 1].point }

  /// Follows `start`, a solution of `equation` at the beginning of `times`, to their end.
  ///
  /// - Parameters:
  ///   - stepCount: how many steps are made where nothing comes near: as many as there are frames, as a rule.
  ///   - constant: c at each of `times`; continuous.
  /// - Complexity: three values of the equation a step.
  public init(
    equation: PeriodicEquation, start: Complex<Double>, times: ClosedRange<Double>, stepCount: Int,
    constant: @escaping @Sendable (Double) -> Complex<Double>
  ) throws(Obstacle) {
    self.equation = equation
    self.constant = constant
    var time = times.lowerBound
    var knots = [(time: time, point: start)]
    let usual = (times.upperBound - times.lowerBound) / Double(max(stepCount, 1))
    var step = usual
    while time < times.upperBound {
      let next = min(time + step, times.upperBound)
      if let point = Self.step(
        equation, from: knots[knots.count - 1].point, constants: constant(time), constant((time + next) / 2),
        constant(next))
      {
        guard equation.multiplier(of: point, constant: constant(next)).length > 1 else {
          throw .stopsRepelling(time: next)
        }
        knots.append((next, point))
        time = next
        step = min(2 * step, usual)
      } else {
        step /= 2
        guard step >= usual * Self.shortestStep, time + step > time else { throw .collision(time: time) }
      }
    }
    self.knots = knots
  }

  /// Where the point stands at `time`, one of those that it was followed through.
  ///
  /// - Complexity: O(log steps).
  public func point(at time: Double) -> Complex<Double> {
    var (low, high) = (0, knots.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle].time <= time { low = middle } else { high = middle }
    }
    let knot = knots[low]
    if knot.time == time { return knot.point }
    let (before, now) = (constant(knot.time), constant(time))
    let foretold = knot.point + equation.value(at: knot.point, constant: before).motion * (now - before)
    // The whole step from knot to knot was safe, and so is a part of it.
    return equation.solution(near: foretold, constant: now) ?? foretold
  }

  /// The point one step on; `nil` where the step is too long to be sure of it.
  private static func step(
    _ equation: PeriodicEquation, from point: Complex<Double>, constants before: Complex<Double>,
    _ middle: Complex<Double>, _ now: Complex<Double>
  ) -> Complex<Double>? {
    let value = equation.value(at: point, constant: before)
    let way = value.motion * (now - before)
    let detour = value.motion * (middle - before)
    guard max(way.length, detour.length) <= safeShare * value.separation else { return nil }
    let foretold = equation.value(at: point + way, constant: now)
    guard foretold.correction.length <= safeShare * foretold.separation else { return nil }
    return equation.solution(near: point + way, constant: now)
  }
}

extension PointContinuation {
  /// After how many runs along the closed path of c the point is back where it began; `nil` where it is not after `mostRuns`.
  ///
  /// One run may exchange the solutions of the equation: c then goes round a value at which two of them meet.
  public static func runsUntilClosed(
    equation: PeriodicEquation, start: Complex<Double>, times: ClosedRange<Double>, stepCount: Int, mostRuns: Int = 64,
    constant: @escaping @Sendable (Double) -> Complex<Double>
  ) throws(Obstacle) -> Int? {
    var point = start
    for run in 1...mostRuns {
      point = try PointContinuation(
        equation: equation, start: point, times: times, stepCount: stepCount, constant: constant
      ).end
      let separation = equation.value(at: point, constant: constant(times.upperBound)).separation
      if (point - start).length < separation / 8 { return run }
    }
    return nil
  }
}
