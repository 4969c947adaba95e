import CLanes

/// Sums the position of |zₙ| between the bounds of the triangle inequality, ||zₙ₋₁²| − |c|| and |zₙ₋₁²| + |c|
/// (Theory.md, "Shading quantities").
struct TriangleMeasure: OrbitMeasure {
  private let constant: ComplexLanes
  private let magnitude: Lanes

  let start: PartialSum

  /// Measures for the given c, on orbits whose steps so far have the sum `start`.
  init(juliaConstant c: (real: Double, imaginary: Double), start: PartialSum) {
    self.start = start
    constant = ComplexLanes(repeating: c)
    magnitude = Lanes(repeating: (c.real * c.real + c.imaginary * c.imaginary).squareRoot())
  }

  /// The difference |zₙ| − lower is computed as (|zₙ|² − lower²)/(|zₙ| + lower), where |zₙ|² − lower² = 2(|c||w| + Re
  /// wc̄) for w = zₙ₋₁²: far out |zₙ| itself would have lost it. The bounds are 2·min(|w|, |c|) apart.
  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout PartialSum) {
    let square = Quadratic.withoutConstant(step.before)
    let aligned = lanes_multiply_add(square.x, constant.x, square.y * constant.y)
    let rise = lanes_multiply_add(magnitude, step.squaredBefore, aligned)
    let reached = step.squaredAfter * lanes_reciprocal_root(step.squaredAfter)
    let lower = lanes_absolute(step.squaredBefore - magnitude)
    let span = (reached + lower) * lanes_minimum(step.squaredBefore, magnitude)
    let share = rise / lanes_maximum(span, Lanes(repeating: 0x1p-1000))
    state.add(lanes_maximum(lanes_minimum(share, Lanes(repeating: 1)), Lanes()))
  }

  func numbers(_ state: PartialSum) -> (Lanes, Lanes) { (state.sum, state.last) }
  func restarted(_ state: PartialSum, mask: UInt32) -> PartialSum { state.restarted(from: start, mask: mask) }
}

/// The same for any other formula: w = zₙ − c stands for the square.
struct ChosenTriangleMeasure: OrbitMeasure {
  private let constant: ComplexLanes
  private let magnitude: Lanes

  let start: PartialSum

  /// Measures for the given c, on orbits whose steps so far have the sum `start`.
  init(juliaConstant c: (real: Double, imaginary: Double), start: PartialSum) {
    self.start = start
    constant = ComplexLanes(repeating: c)
    magnitude = Lanes(repeating: (c.real * c.real + c.imaginary * c.imaginary).squareRoot())
  }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout PartialSum) {
    let power = step.after - constant
    let length = lanes_square_root(power.squaredMagnitude)
    let aligned = lanes_multiply_add(power.x, constant.x, power.y * constant.y)
    let rise = lanes_multiply_add(magnitude, length, aligned)
    let lower = lanes_absolute(length - magnitude)
    let span = (lanes_square_root(step.squaredAfter) + lower) * lanes_minimum(length, magnitude)
    let share = rise / lanes_maximum(span, Lanes(repeating: 0x1p-1000))
    state.add(lanes_maximum(lanes_minimum(share, Lanes(repeating: 1)), Lanes()))
  }

  func numbers(_ state: PartialSum) -> (Lanes, Lanes) { (state.sum, state.last) }
  func restarted(_ state: PartialSum, mask: UInt32) -> PartialSum { state.restarted(from: start, mask: mask) }
}
