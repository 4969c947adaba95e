import CLanes

/// The derivative z′ of an orbit's point with respect to its first point, or nothing if not requested.
protocol OrbitDerivative {
  /// z′ of a vector of orbits.
  associatedtype State

  /// z′ of the first point.
  var start: State { get }
  /// Advances z′ by a step; z is the point before the step.
  func advance(_ z: ComplexLanes, _ state: inout State)
  /// z′ at the point z as a number; 0 if not requested. Where z is not holomorphic, the number with which z̄′z is |z| times the gradient of
  /// |z|, as it is where z is.
  func value(_ state: State, at z: ComplexLanes) -> ComplexLanes
  /// `state`, restarted in the lanes that `mask` selects, with the derivatives of the orbits' first points.
  func restarted(_ state: State, mask: UInt32, from first: () -> ComplexLanes) -> State
  /// `state`, with that of `other` in the lanes that `mask` selects.
  func replacing(_ state: State, by other: State, mask: UInt32) -> State
}

/// No derivative.
struct NoDerivative: OrbitDerivative {
  var start: Void { () }

  @inline(__always)
  func advance(_ z: ComplexLanes, _ state: inout Void) {}

  func value(_ state: Void, at z: ComplexLanes) -> ComplexLanes { ComplexLanes() }
  func restarted(_ state: Void, mask: UInt32, from first: () -> ComplexLanes) {}

  @inline(__always)
  func replacing(_ state: Void, by other: Void, mask: UInt32) {}
}

/// z′ of z ↦ z² + c by the chain rule: z′ ↦ f′(z)·z′, initially 1, or the derivative after a deep view's shared steps. It may
/// overflow on orbits of a thousand steps next to the Julia set; users check whether it is finite.
struct ChainRuleDerivative: OrbitDerivative {
  var start: ComplexLanes { ComplexLanes(x: Lanes(repeating: 1)) }

  @inline(__always)
  func advance(_ z: ComplexLanes, _ state: inout ComplexLanes) {
    state = Quadratic.derivative(z, times: state)
  }

  func value(_ state: ComplexLanes, at z: ComplexLanes) -> ComplexLanes { state }

  @inline(__always)
  func restarted(_ state: ComplexLanes, mask: UInt32, from first: () -> ComplexLanes) -> ComplexLanes {
    state.replacing(mask, by: first())
  }

  @inline(__always)
  func replacing(_ state: ComplexLanes, by other: ComplexLanes, mask: UInt32) -> ComplexLanes {
    state.replacing(mask, by: other)
  }
}
