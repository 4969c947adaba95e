import CLanes
import FractalMath
import OrbitTypes

/// The interior of a frame with a known attracting cycle: an orbit is observed until it is near one of its points.
struct CycleApproach: InteriorMeasure {
  private let quantity: InteriorQuantity
  private let point: ComplexLanes
  private let period: Lanes
  private let radiusSquared: Lanes
  /// p/log₂(1/λ), where λ is the factor by which a distance of the radius shrinks per turn.
  private let stepsPerHalving: Lanes
  /// The least |z|² of the cycle.
  private let nearestSquared: Lanes

  /// Measures the given number of an interior with the given cycle.
  ///
  /// - Parameter least: the least |z|² of the steps so far, if orbits have made any.
  init(_ quantity: InteriorQuantity, _ point: AttractingPoint, least: Double?) {
    self.quantity = quantity
    start = Lanes(repeating: least ?? .greatestFiniteMagnitude)
    self.point = ComplexLanes(repeating: (point.real, point.imaginary))
    period = Lanes(repeating: Double(point.period))
    // All orbits in the disc converge to the cycle, so the period is known as soon as they enter it.
    let radius = quantity == .period ? point.radius : min(point.radius, AttractingPoint.tolerance)
    radiusSquared = Lanes(repeating: radius * radius)
    // At the radius a turn is λδ + κδ², dominated by the square if the cycle attracts fast and by the multiplier
    // otherwise.
    let factor = point.multiplierMagnitude + point.curvatureMagnitude * radius
    let shrinking = lanes_log2(Lanes(repeating: factor < 1 ? factor : point.multiplierMagnitude))
    stepsPerHalving = (Lanes() - period) / shrinking
    nearestSquared = Lanes(repeating: point.real * point.real + point.imaginary * point.imaginary)
  }

  /// The least |z|² so far.
  let start: Lanes

  @inline(__always)
  func observe(_ step: OrbitStep, iteration: Lanes, _ state: inout Lanes) -> UInt32 {
    state = lanes_minimum(step.squaredAfter, state)
    return lanes_greater(radiusSquared, distanceSquared(step.after))
  }

  func numbers(_ state: Lanes) -> (Lanes, Lanes) { (state, Lanes()) }

  func restarted(_ state: Lanes, mask: UInt32) -> Lanes { lanes_replacing(state, start, mask) }

  func values(_ z: ComplexLanes, iteration: Lanes, numbers: (Lanes, Lanes)) -> Lanes {
    let distanceSquared = distanceSquared(z)
    let reached = lanes_greater(radiusSquared, distanceSquared)
    switch quantity {
    case .flat:
      return Lanes(repeating: -1)
    case .period:
      return value(of: lanes_replacing(Lanes(), period, reached))
    case .convergence:
      // The number of halvings of the distance from the radius on; a turn would take p steps.
      let smallest = lanes_maximum(distanceSquared, Lanes(repeating: 0x1p-1000))
      let halvings = Lanes(repeating: 0.5) * (lanes_log2(radiusSquared) - lanes_log2(smallest))
      let early = lanes_multiply_subtract(halvings, stepsPerHalving, iteration)
      return value(of: lanes_replacing(iteration, lanes_maximum(early, Lanes()), reached))
    case .nearest:
      let least = lanes_replacing(numbers.0, lanes_minimum(numbers.0, nearestSquared), reached)
      return value(of: lanes_square_root(least))
    }
  }

  @inline(__always)
  private func distanceSquared(_ z: ComplexLanes) -> Lanes { (z - point).squaredMagnitude }
}
