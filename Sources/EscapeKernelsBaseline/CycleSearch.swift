import CLanes
import FractalMath

/// The interior of a frame without a known attracting cycle: an orbit that settles on one is detected when it returns
/// close to an earlier point.
///
/// R. P. Brent's cycle finding (An improved Monte Carlo factorization algorithm, BIT 20, 1980): one point is
/// remembered, and renewed whenever the number of steps has doubled. An orbit may also return while passing a repelling
/// cycle: so no orbit is given up, and the last result counts.
struct CycleSearch: InteriorMeasure {
  /// The state of a vector of orbits; steps are counted in floating point.
  struct State {
    /// The remembered point.
    var z = ComplexLanes()
    /// The step at which it was reached.
    var reached = Lanes()
    /// The step at which it is to be renewed.
    var renewal = Lanes(repeating: 1)
    /// Steps until the orbit returned for the first time; 0 if it has not.
    var returned = Lanes()
    /// The period found last, 0 if none.
    var period = Lanes()
    /// The step at which that period was first found.
    var found = Lanes()
    /// The least |z|² so far.
    var nearestSquared: Lanes
  }

  private let quantity: InteriorQuantity
  /// The least |z|² of the steps before the first one observed.
  private let least: Double

  /// Distance below which a point counts as an earlier one.
  private static let tolerance = 0x1p-20

  /// Measures the given number of the interior.
  ///
  /// - Parameter least: the least |z|² of the steps so far, if orbits have made any.
  init(_ quantity: InteriorQuantity, least: Double?) {
    self.quantity = quantity
    self.least = least ?? .greatestFiniteMagnitude
  }

  var start: State { State(nearestSquared: Lanes(repeating: least)) }

  @inline(__always)
  func observe(_ step: OrbitStep, iteration: Lanes, _ state: inout State) -> UInt32 {
    state.nearestSquared = lanes_minimum(step.squaredAfter, state.nearestSquared)
    if quantity == .nearest { return 0 }
    let distanceSquared = (step.after - state.z).squaredMagnitude
    let isNear = lanes_greater(Lanes(repeating: Self.tolerance * Self.tolerance), distanceSquared)
    // Nothing is remembered before the first renewal.
    let returns = isNear & lanes_equal(state.returned, Lanes()) & lanes_greater(state.reached, Lanes())
    if returns != 0 {
      state.returned = lanes_replacing(state.returned, iteration - state.reached, returns)
      state.found = lanes_replacing(state.found, iteration, returns & ~lanes_equal(state.returned, state.period))
      state.period = lanes_replacing(state.period, state.returned, returns)
    }
    let isDue = lanes_within(state.renewal, iteration)
    if isDue != 0 {
      state.z = state.z.replacing(isDue, by: step.after)
      state.reached = lanes_replacing(state.reached, iteration, isDue)
      state.renewal = lanes_replacing(state.renewal, iteration + iteration, isDue)
      state.returned = lanes_replacing(state.returned, Lanes(), isDue)
    }
    return 0
  }

  func numbers(_ state: State) -> (Lanes, Lanes) {
    switch quantity {
    case .nearest: (state.nearestSquared, Lanes())
    case .flat, .period, .convergence: (state.period, state.found)
    }
  }

  func restarted(_ state: State, mask: UInt32) -> State {
    State(
      z: state.z.replacing(mask, by: start.z),
      reached: lanes_replacing(state.reached, start.reached, mask),
      renewal: lanes_replacing(state.renewal, start.renewal, mask),
      returned: lanes_replacing(state.returned, start.returned, mask),
      period: lanes_replacing(state.period, start.period, mask),
      found: lanes_replacing(state.found, start.found, mask),
      nearestSquared: lanes_replacing(state.nearestSquared, start.nearestSquared, mask))
  }

  func values(_ z: ComplexLanes, iteration: Lanes, numbers: (Lanes, Lanes)) -> Lanes {
    switch quantity {
    case .flat:
      return Lanes(repeating: -1)
    case .period:
      return value(of: numbers.0)
    case .convergence:
      let isFound = lanes_greater(numbers.0, Lanes())
      return value(of: lanes_replacing(iteration, numbers.1, isFound))
    case .nearest:
      return value(of: lanes_square_root(numbers.0))
    }
  }
}
