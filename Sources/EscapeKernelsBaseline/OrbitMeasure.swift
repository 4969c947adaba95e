import CLanes

/// One step of a vector of orbits, as those see it that watch.
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

/// Gathers a number from all points of an orbit, its first step on. The loop is compiled for each measure by itself, so that
/// only what is asked for is computed.
protocol OrbitMeasure {
  /// What is gathered of a vector of orbits.
  associatedtype State

  /// Before the first step.
  var start: State { get }
  /// Takes a step into account.
  func observe(_ step: OrbitStep, _ state: inout State)
  /// What has been gathered, as two numbers an orbit.
  func numbers(_ state: State) -> (Lanes, Lanes)
  /// `state`, begun anew in the lanes that `mask` marks.
  func restarted(_ state: State, mask: UInt32) -> State
}

/// For numbers that follow from where an orbit ends.
struct EndMeasure: OrbitMeasure {
  var start: Void { () }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout Void) {}

  func numbers(_ state: Void) -> (Lanes, Lanes) { (Lanes(), Lanes()) }
  func restarted(_ state: Void, mask: UInt32) {}
}

/// The sum of a term over the points of an orbit, and the last term by itself.
struct PartialSum {
  /// Sum of all terms.
  var sum = Lanes()
  /// The last one.
  var last = Lanes()

  /// Adds a term.
  @inline(__always)
  mutating func add(_ term: Lanes) {
    sum = sum + term
    last = term
  }

  /// The same, begun anew from `start` in the lanes that `mask` marks.
  @inline(__always)
  func restarted(from start: PartialSum, mask: UInt32) -> PartialSum {
    PartialSum(sum: lanes_replacing(sum, start.sum, mask), last: lanes_replacing(last, start.last, mask))
  }
}

extension PartialSum {
  /// A sum and its last term; by itself nothing has been added.
  init(_ gathered: (Double, Double)?) {
    self.init(sum: Lanes(repeating: gathered?.0 ?? 0), last: Lanes(repeating: gathered?.1 ?? 0))
  }
}
