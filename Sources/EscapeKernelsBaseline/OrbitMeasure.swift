import CLanes

/// One step of a vector of orbits, as seen by measures.
struct OrbitStep {
  /// z before the step.
  let before: ComplexLanes
  /// |z|² before the step.
  let squaredBefore: Lanes
  /// z after the step.
  let after: ComplexLanes
  /// |z|² after the step.
  let squaredAfter: Lanes
}

/// Gathers a number from all points of an orbit, from its first step on. The loop is compiled separately for each
/// measure, so that only what is requested is computed.
protocol OrbitMeasure {
  /// The state of a vector of orbits.
  associatedtype State

  /// The state before the first step.
  var start: State { get }
  /// Processes a step.
  func observe(_ step: OrbitStep, _ state: inout State)
  /// The result so far, as two numbers per orbit.
  func numbers(_ state: State) -> (Lanes, Lanes)
  /// `state`, restarted in the lanes that `mask` selects.
  func restarted(_ state: State, mask: UInt32) -> State
}

/// For numbers that depend only on the end of an orbit.
struct EndMeasure: OrbitMeasure {
  var start: Void { () }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout Void) {}

  func numbers(_ state: Void) -> (Lanes, Lanes) { (Lanes(), Lanes()) }
  func restarted(_ state: Void, mask: UInt32) {}
}

/// The sum of a term over the points of an orbit, and its last term.
struct PartialSum {
  /// Sum of all terms.
  var sum = Lanes()
  /// The last term.
  var last = Lanes()

  /// Adds a term.
  @inline(__always)
  mutating func add(_ term: Lanes) {
    sum = sum + term
    last = term
  }

  /// The same, restarted with `start` in the lanes that `mask` selects.
  @inline(__always)
  func restarted(from start: PartialSum, mask: UInt32) -> PartialSum {
    PartialSum(sum: lanes_replacing(sum, start.sum, mask), last: lanes_replacing(last, start.last, mask))
  }
}

extension PartialSum {
  /// A sum and its last term; `nil` if nothing has been added.
  init(_ gathered: (Double, Double)?) {
    self.init(sum: Lanes(repeating: gathered?.0 ?? 0), last: Lanes(repeating: gathered?.1 ?? 0))
  }
}
