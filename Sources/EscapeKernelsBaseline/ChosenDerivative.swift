import CLanes

/// The derivatives of an orbit's point of any formula but z² + c: one number if the formula is holomorphic, otherwise the images of a small
/// step to the right and of one up, which together are the Jacobian matrix.
struct ChosenDerivative: OrbitDerivative {
  /// The images of both steps, and the first one's before the last step, which the phoenix needs.
  struct State {
    var right: ComplexLanes
    var up: ComplexLanes
    var earlier = ComplexLanes()
  }

  private let formula: ChosenFormula

  /// Of points of `formula`.
  init(_ formula: ChosenFormula) { self.formula = formula }

  var start: State {
    State(right: ComplexLanes(x: Lanes(repeating: 1)), up: ComplexLanes(y: Lanes(repeating: 1)))
  }

  @inline(__always)
  func advance(_ z: ComplexLanes, _ state: inout State) {
    switch formula.kind {
    case .cubic, .quartic, .quintic, .sextic, .septic, .octic:
      state.right = slope(z) * state.right
    case .phoenix:
      let p = ComplexLanes(repeating: formula.parameter)
      let next = Quadratic.derivative(z, times: state.right) + p * state.earlier
      (state.earlier, state.right) = (state.right, next)
    case .tricorn, .burningShip, .celtic, .buffalo:
      let square = Quadratic.withoutConstant(z)
      state.right = folded(Quadratic.derivative(z, times: state.right), like: square)
      state.up = folded(Quadratic.derivative(z, times: state.up), like: square)
    }
  }

  /// d·z^(d − 1).
  @inline(__always)
  private func slope(_ z: ComplexLanes) -> ComplexLanes {
    let factor = Lanes(repeating: Double(formula.degree))
    var power = z
    for _ in 2..<formula.degree { power = power * z }
    return ComplexLanes(x: power.x * factor, y: power.y * factor)
  }

  /// What the folds that a formula makes after squaring do to a small step.
  @inline(__always)
  private func folded(_ step: ComplexLanes, like square: ComplexLanes) -> ComplexLanes {
    switch formula.kind {
    case .tricorn: ComplexLanes(x: step.x, y: Lanes() - step.y)
    case .burningShip: ComplexLanes(x: step.x, y: lanes_with_sign(step.y, square.y))
    case .celtic: ComplexLanes(x: lanes_with_sign(step.x, square.x), y: step.y)
    case .buffalo: ComplexLanes(x: lanes_with_sign(step.x, square.x), y: lanes_with_sign(step.y, square.y))
    case .cubic, .quartic, .quintic, .sextic, .septic, .octic, .phoenix: step
    }
  }

  /// With the gradient g of |z|²/2 the number is that z′ with which z̄′z would be g.
  func value(_ state: State, at z: ComplexLanes) -> ComplexLanes {
    if formula.isHolomorphic { return state.right }
    let gradient = ComplexLanes(
      x: lanes_multiply_add(state.right.x, z.x, state.right.y * z.y),
      y: lanes_multiply_add(state.up.x, z.x, state.up.y * z.y))
    let squared = lanes_maximum(z.squaredMagnitude, Lanes(repeating: 0x1p-1000))
    let product = ComplexLanes(x: gradient.x, y: Lanes() - gradient.y) * z
    return ComplexLanes(x: product.x / squared, y: product.y / squared)
  }

  @inline(__always)
  func restarted(_ state: State, mask: UInt32, from first: () -> ComplexLanes) -> State {
    let right = first()
    return State(
      right: state.right.replacing(mask, by: right),
      up: state.up.replacing(mask, by: ComplexLanes(x: Lanes() - right.y, y: right.x)),
      earlier: state.earlier.replacing(mask, by: ComplexLanes()))
  }

  @inline(__always)
  func replacing(_ state: State, by other: State, mask: UInt32) -> State {
    State(
      right: state.right.replacing(mask, by: other.right), up: state.up.replacing(mask, by: other.up),
      earlier: state.earlier.replacing(mask, by: other.earlier))
  }
}
