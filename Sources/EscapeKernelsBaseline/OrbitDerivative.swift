import CLanes

/// The derivative z′ of an orbit's point by its first point, or nothing where it is not asked for.
protocol OrbitDerivative {
  /// z′ of a vector of orbits.
  associatedtype State

  /// z′ of the first point.
  var start: State { get }
  /// Takes z′ a step further; z is the point before the step.
  func advance(_ z: ComplexLanes, _ state: inout State)
  /// z′ as a number; 0 where it is not asked for.
  func value(_ state: State) -> ComplexLanes
  /// `state`, begun anew in the lanes that `mask` marks, with the derivatives of the points where orbits begin.
  func restarted(_ state: State, mask: UInt32, from first: () -> ComplexLanes) -> State
}

/// None.
struct NoDerivative: OrbitDerivative {
  var start: Void { () }

  @inline(__always)
  func advance(_ z: ComplexLanes, _ state: inout Void) {}

  func value(_ state: Void) -> ComplexLanes { ComplexLanes() }
  func restarted(_ state: Void, mask: UInt32, from first: () -> ComplexLanes) {}
}

/// z′ by the chain rule: z′ ↦ f′(z)·z′, at first 1, or what a deep view's shared steps have led to. It may overflow on orbits of a thousand
/// steps next to the Julia set; whoever uses it looks whether it is finite.
struct ChainRuleDerivative: OrbitDerivative {
  var start: ComplexLanes { ComplexLanes(x: Lanes(repeating: 1)) }

  @inline(__always)
  func advance(_ z: ComplexLanes, _ state: inout ComplexLanes) {
    state = Formula.derivative(z, times: state)
  }

  func value(_ state: ComplexLanes) -> ComplexLanes { state }

  @inline(__always)
  func restarted(_ state: ComplexLanes, mask: UInt32, from first: () -> ComplexLanes) -> ComplexLanes {
    state.replacing(mask, by: first())
  }
}
