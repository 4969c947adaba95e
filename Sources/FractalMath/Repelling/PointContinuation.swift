import ComplexModule
import RealModule

/// A repelling point that is followed while c moves.
///
/// The point is a holomorphic function of c as long as it meets no other solution of its equation, so it is continued in steps so short that
/// each solution stands apart: the way that is foretold by dz/dc, and Newton's correction after it, are small parts of the distance to the
/// nearest other solution. A step that is not gets halved. Where that makes steps very short, since solutions of long orbits lie close together,
/// the orbit's own branches tell them apart (`PeriodicEquation.pulledBack`).
public struct PointContinuation: Sendable {
  /// Why a point cannot be followed on, and when.
  public enum Obstacle: Error, Hashable, Sendable {
    /// It meets another solution at about this time, or c moves too fast there to tell which solution is which.
    case collision(time: Double)
    /// It no longer repels from about this time on.
    case stopsRepelling(time: Double)
    /// The way of c is so long, or leads so often past where solutions meet, that the allowed steps end here.
    case tooLong(time: Double)
  }

  /// Where the point stands, and what happens about it.
  public struct Place: Hashable, Sendable {
    /// The point.
    public let point: Complex<Double>
    /// ln λ, λ being the multiplier. Its imaginary part begins within a half turn and goes on from there without a jump, so that it tells how
    /// often λ has gone round 0.
    public let multiplierLogarithm: Complex<Double>
  }

  /// The part of the distance to the nearest other solution that a step may take.
  private static let safeShare = 0.125
  /// The shortest step as a part of the usual one.
  private static let shortestStep = 0x1p-20
  /// From this part of the usual step on branches are asked.
  private static let longestStepOfBranches = 0x1p-3
  /// The part of their distance to 0 that an orbit's points may move in half a step, so that none is taken for its opposite.
  fileprivate static let shareOfHalfStep = 0x1p-4

  /// What the point solves.
  public let equation: PeriodicEquation
  /// Where it stands at moments from which every later one up to the next can be reached in one step.
  private let knots: [(time: Double, constant: Complex<Double>, place: Place)]

  /// Where the point stands at the beginning.
  public var start: Place { knots[0].place }
  /// ln λ at the moments up to each of which the point was followed.
  public var multiplierLogarithms: [(time: Double, logarithm: Complex<Double>)] {
    knots.map { ($0.time, $0.place.multiplierLogarithm) }
  }
  /// The largest ln |λ| on the way.
  public var largestMultiplierLogarithm: Double {
    knots.reduce(0) { max($0, $1.place.multiplierLogarithm.real) }
  }
  /// Where the point stands at the end.
  public var end: Place { knots[knots.count - 1].place }

  /// Follows `start`, a repelling solution of `equation` at the beginning of `times`, to their end.
  ///
  /// - Parameters:
  ///   - equation: whose solution is followed.
  ///   - start: where the point stands at the beginning.
  ///   - times: from when to when, in the unit of `constant`.
  ///   - stepCount: how many steps are made where nothing comes near; c should go nearly straight within each.
  ///   - mostSteps: how many are tried at most.
  ///   - constant: c at each of `times`; continuous.
  /// - Complexity: three values of the equation and two of c a step.
  public init(
    equation: PeriodicEquation, start: Complex<Double>, times: ClosedRange<Double>, stepCount: Int,
    mostSteps: Int = 1 << 18, constant: (Double) -> Complex<Double>
  ) throws(Obstacle) {
    self.equation = equation
    var time = times.lowerBound
    let first = constant(time)
    var last = Place(
      point: start, multiplierLogarithm: Complex.log(equation.multiplier(of: start, constant: first)))
    var knots = [(time: time, constant: first, place: last)]
    let usual = (times.upperBound - times.lowerBound) / Double(max(stepCount, 1))
    var step = usual
    var tried = 0
    while time < times.upperBound {
      guard tried < mostSteps else { throw .tooLong(time: time) }
      tried += 1
      let next = min(time + step, times.upperBound)
      let constants = (knots[knots.count - 1].constant, constant((time + next) / 2), constant(next))
      let asksBranches = step <= usual * Self.longestStepOfBranches
      guard
        let point = Self.step(equation, from: last.point, constants: constants)
          ?? (asksBranches ? equation.pulledBack(last.point, constants) : nil)
      else {
        step /= 2
        guard step >= usual * Self.shortestStep, time + step > time else { throw .collision(time: time) }
        continue
      }
      let place = equation.place(of: point, constant: constants.2, after: last)
      let (before, now) = (last.multiplierLogarithm.real, place.multiplierLogarithm.real)
      guard now > 0 else {
        throw .stopsRepelling(time: now.isFinite ? time + (next - time) * before / (before - now) : time)
      }
      knots.append((next, constants.2, place))
      (time, last) = (next, place)
      step = min(2 * step, usual)
    }
    self.knots = knots
  }

  /// Where the point stands at `time`, one of those that it was followed through, at which c is `constant`.
  ///
  /// - Complexity: O(log steps).
  public func place(at time: Double, constant: Complex<Double>) -> Place {
    var (low, high) = (0, knots.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle].time <= time { low = middle } else { high = middle }
    }
    let knot = knots[low]
    if knot.constant == constant { return knot.place }
    let value = equation.value(at: knot.place.point, constant: knot.constant)
    let way = value.motion * (constant - knot.constant)
    let foretold = knot.place.point + way
    // The whole step from knot to knot was safe, and so is a part of it.
    let point =
      way.length <= Self.safeShare * value.separation
      ? equation.solution(near: foretold, constant: constant)
      : equation.pulledBack(knot.place.point, from: knot.constant, to: constant, share: 4 * Self.shareOfHalfStep)
    return equation.place(of: point ?? foretold, constant: constant, after: knot.place)
  }

  /// The point one step on; `nil` where the step is too long to be sure of it.
  ///
  /// - Parameter constants: c before, in the middle and after the step.
  private static func step(
    _ equation: PeriodicEquation, from point: Complex<Double>,
    constants: (before: Complex<Double>, middle: Complex<Double>, now: Complex<Double>)
  ) -> Complex<Double>? {
    let value = equation.value(at: point, constant: constants.before)
    let way = value.motion * (constants.now - constants.before)
    let detour = value.motion * (constants.middle - constants.before)
    guard max(way.length, detour.length) <= safeShare * value.separation else { return nil }
    let foretold = equation.value(at: point + way, constant: constants.now)
    guard foretold.correction.length <= safeShare * foretold.separation else { return nil }
    return equation.solution(near: point + way, constant: constants.now)
  }
}

extension PeriodicEquation {
  /// The solution that `point` becomes by way of the c in the middle of a step.
  fileprivate func pulledBack(
    _ point: Complex<Double>, _ constants: (before: Complex<Double>, middle: Complex<Double>, now: Complex<Double>)
  ) -> Complex<Double>? {
    let share = PointContinuation.shareOfHalfStep
    return pulledBack(point, from: constants.before, to: constants.middle, share: share)
      .flatMap { pulledBack($0, from: constants.middle, to: constants.now, share: share) }
  }

  /// The place of `point`, a solution a little later than `last`.
  fileprivate func place(
    of point: Complex<Double>, constant: Complex<Double>, after last: PointContinuation.Place
  ) -> PointContinuation.Place {
    let logarithm = Complex.log(multiplier(of: point, constant: constant))
    // The angle that is nearest to the last one: within a step the multiplier turns by a small part of a turn.
    let turn = (logarithm.imaginary - last.multiplierLogarithm.imaginary).remainder(dividingBy: 2 * .pi)
    return PointContinuation.Place(
      point: point, multiplierLogarithm: Complex(logarithm.real, last.multiplierLogarithm.imaginary + turn))
  }
}

extension PointContinuation {
  /// Whether the point has come back to where it began, on a closed path of c.
  public var isClosed: Bool { isBack(at: end.point) }

  private func isBack(at point: Complex<Double>) -> Bool {
    let separation = equation.value(at: start.point, constant: knots[0].constant).separation
    return (point - start.point).length < separation / 8
  }

  /// After how many runs along the closed path of c the point is back where it began; `nil` where it is not after `mostRuns`.
  ///
  /// One run may exchange the solutions of the equation: c then goes round a value at which two of them meet. This is the first run.
  public func runsUntilClosed(
    stepCount: Int, mostRuns: Int = 64, constant: (Double) -> Complex<Double>
  ) throws(Obstacle) -> Int? {
    var run = self
    for count in 1...mostRuns {
      if isBack(at: run.end.point) { return count }
      guard count < mostRuns else { break }
      run = try PointContinuation(
        equation: equation, start: run.end.point, times: knots[0].time...knots[knots.count - 1].time,
        stepCount: stepCount, constant: constant)
    }
    return nil
  }
}
