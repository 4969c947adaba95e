import CLanes
import OrbitTypes

/// Observes orbits that do not escape, and computes the values of their pixels.
protocol InteriorMeasure {
  /// The state of a vector of orbits.
  associatedtype State

  /// The state before the first step.
  var start: State { get }
  /// Processes an orbit's `iteration`-th point; returns the lanes whose value is certain from now on: they do not
  /// escape.
  func observe(_ step: OrbitStep, iteration: Lanes, _ state: inout State) -> UInt32
  /// The result so far, as two numbers per orbit.
  func numbers(_ state: State) -> (Lanes, Lanes)
  /// `state`, restarted in the lanes that `mask` selects.
  func restarted(_ state: State, mask: UInt32) -> State
  /// The values of pixels whose orbits are at z after `iteration` steps, from the gathered numbers.
  func values(_ z: ComplexLanes, iteration: Lanes, numbers: (Lanes, Lanes)) -> Lanes
}

extension InteriorMeasure {
  /// The value of a pixel with the interior's number v: −2 − v.
  func value(of number: Lanes) -> Lanes { Lanes(repeating: -2) - number }
}

/// An interior of one colour: orbits in a trap are given up.
struct FlatInterior: InteriorMeasure {
  private let middle: ComplexLanes
  private let radiusSquared: Lanes

  /// Uses the widest of the problem's traps, if it has any. One is enough, since every orbit near the cycle enters it
  /// once per turn.
  init(_ problem: OrbitProblem) {
    let trap = problem.traps.first
    middle = ComplexLanes(repeating: (trap?.real ?? 0, trap?.imaginary ?? 0))
    // No distance is below −1.
    radiusSquared = Lanes(repeating: trap.map { $0.radius * $0.radius } ?? -1)
  }

  var start: Void { () }

  @inline(__always)
  func observe(_ step: OrbitStep, iteration: Lanes, _ state: inout Void) -> UInt32 {
    lanes_greater(radiusSquared, (step.after - middle).squaredMagnitude)
  }

  func numbers(_ state: Void) -> (Lanes, Lanes) { (Lanes(), Lanes()) }
  func restarted(_ state: Void, mask: UInt32) {}

  func values(_ z: ComplexLanes, iteration: Lanes, numbers: (Lanes, Lanes)) -> Lanes { Lanes(repeating: -1) }
}
