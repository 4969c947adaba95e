import CLanes

/// The derivative z′ of an orbit's point by its first point, or nothing where it is not asked for.
protocol OrbitDerivative {
  /// z′ of a vector of orbits.
  associatedtype State

  /// z′ of the first point.
  var start: State { get }
  /// Takes z′ a step further; z is the point before the step.
  func advance(_ z: (x: Lanes, y: Lanes), _ state: inout State)
  /// Real and imaginary part.
  func numbers(_ state: State) -> (Lanes, Lanes)
  /// `state`, begun anew in the lanes that `mask` marks, with the derivatives of the points where orbits begin.
  func restarted(_ state: State, mask: UInt32, from first: () -> (x: Lanes, y: Lanes)) -> State
}

/// None.
struct NoDerivative: OrbitDerivative {
  var start: Void { () }

  @inline(__always)
  func advance(_ z: (x: Lanes, y: Lanes), _ state: inout Void) {}

  func numbers(_ state: Void) -> (Lanes, Lanes) { (Lanes(), Lanes()) }
  func restarted(_ state: Void, mask: UInt32, from first: () -> (x: Lanes, y: Lanes)) {}
}

/// z′ by the chain rule: z′ ↦ f′(z)·z′, at first 1, or what a deep view's prefix has led to. It may overflow on orbits of a thousand steps next to the Julia set; whoever
/// uses it looks whether it is finite.
struct ChainRuleDerivative: OrbitDerivative {
  var start: (x: Lanes, y: Lanes) { (Lanes(repeating: 1), Lanes()) }

  @inline(__always)
  func advance(_ z: (x: Lanes, y: Lanes), _ state: inout (x: Lanes, y: Lanes)) {
    state = Formula.derivative(z, times: state)
  }

  func numbers(_ state: (x: Lanes, y: Lanes)) -> (Lanes, Lanes) { (state.x, state.y) }

  @inline(__always)
  func restarted(
    _ state: (x: Lanes, y: Lanes), mask: UInt32, from first: () -> (x: Lanes, y: Lanes)
  ) -> (x: Lanes, y: Lanes) {
    let start = first()
    return (lanes_replacing(state.x, start.x, mask), lanes_replacing(state.y, start.y, mask))
  }
}
