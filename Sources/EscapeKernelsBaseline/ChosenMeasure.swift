import CLanes

/// Any of the measures, for any formula but z² + c: chosen at every step, so that the loop need not be compiled for each of them.
struct ChosenMeasure: OrbitMeasure {
  /// Which it is.
  enum Kind {
    case end, stripe, triangle, trap
  }

  private let kind: Kind
  private let stripe: StripeMeasure
  private let triangle: ChosenTriangleMeasure
  private let trap: TrapMeasure
  /// A sum and its last term, or a least distance and 0.
  let start: PartialSum

  /// One of these measures.
  init(_ kind: Kind, stripe: StripeMeasure, triangle: ChosenTriangleMeasure, trap: TrapMeasure) {
    self.kind = kind
    self.stripe = stripe
    self.triangle = triangle
    self.trap = trap
    switch kind {
    case .end, .stripe, .triangle: start = stripe.start
    case .trap: start = PartialSum(sum: trap.start, last: Lanes())
    }
  }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout PartialSum) {
    switch kind {
    case .end: break
    case .stripe: stripe.observe(step, &state)
    case .triangle: triangle.observe(step, &state)
    case .trap: trap.observe(step, &state.sum)
    }
  }

  func numbers(_ state: PartialSum) -> (Lanes, Lanes) { (state.sum, state.last) }
  func restarted(_ state: PartialSum, mask: UInt32) -> PartialSum { state.restarted(from: start, mask: mask) }
}
