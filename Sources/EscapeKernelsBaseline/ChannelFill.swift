import CLanes
import FractalMath
import OrbitTypes

/// Writes the values of points of a frame for the problem's channels.
///
/// - Parameters:
///   - rights: for each point, columns to the right of the frame's middle.
///   - ups: for each point, rows above the frame's middle.
///   - values: the destination of the values, one per point.
///   - slopes: the destination of the slopes as `PixelSlope` packs them, if requested; 0 for orbits that do not escape.
/// - Returns: the work done.
/// - Complexity: O(points × iterations).
public func fillChannels(
  _ problem: OrbitProblem, rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int,
  into values: UnsafeMutablePointer<Float>, slopes: UnsafeMutablePointer<Float>?
) -> OrbitTally {
  problem.withCoefficients { coefficients in
    let samples = ChannelSamples(
      starts: OrbitStarts(problem, coefficients: coefficients), rights: rights, ups: ups, count: count,
      values: values, slopes: slopes)
    let gathered = problem.prefix?.gathered
    let sum = PartialSum(gathered)
    guard problem.formula == .quadratic else { return fillChosen(samples, of: problem, sum) }
    let (formula, derivative) = (Quadratic(), ChainRuleDerivative())
    return switch problem.channels.exterior {
    case .smoothCount, .distance, .angle: fill(samples, of: problem, formula, derivative, EndMeasure())
    case .stripe(let strands):
      fill(samples, of: problem, formula, derivative, StripeMeasure(strands: strands, start: sum))
    case .triangleInequality:
      fill(
        samples, of: problem, formula, derivative, TriangleMeasure(juliaConstant: problem.juliaConstant, start: sum))
    case .trap(let trap):
      fill(samples, of: problem, formula, derivative, TrapMeasure(trap, least: gathered?.0))
    }
  }
}

/// The same for any formula but z² + c.
private func fillChosen(_ samples: ChannelSamples, of problem: OrbitProblem, _ sum: PartialSum) -> OrbitTally {
  if problem.channels == FieldChannels(), case .phoenix = problem.formula {
    return fill(samples, of: problem, Phoenix(problem), EndMeasure(), NoDerivative(), UntrappedInterior())
  }
  let formula = ChosenFormula(problem.formula)
  let kind: ChosenMeasure.Kind
  var (strands, figure) = (1, OrbitTrap())
  switch problem.channels.exterior {
  case .smoothCount, .distance, .angle: kind = .end
  case .stripe(let count): (kind, strands) = (.stripe, count)
  case .triangleInequality: kind = .triangle
  case .trap(let trap): (kind, figure) = (.trap, trap)
  }
  let measure = ChosenMeasure(
    kind, stripe: StripeMeasure(strands: strands, start: sum),
    triangle: ChosenTriangleMeasure(juliaConstant: problem.juliaConstant, start: sum),
    trap: TrapMeasure(figure, least: problem.prefix?.gathered.0))
  return fill(samples, of: problem, formula, ChosenDerivative(formula), measure)
}

// These functions only choose the loop for the requested values.

private func fill(
  _ samples: ChannelSamples, of problem: OrbitProblem, _ formula: some OrbitFormula, _ derivative: some OrbitDerivative,
  _ measure: some OrbitMeasure
) -> OrbitTally {
  if problem.channels.exterior == .distance || samples.slopes != nil {
    fill(samples, of: problem, formula, measure, derivative)
  } else {
    fill(samples, of: problem, formula, measure, NoDerivative())
  }
}

private func fill(
  _ samples: ChannelSamples, of problem: OrbitProblem, _ formula: some OrbitFormula, _ measure: some OrbitMeasure,
  _ derivative: some OrbitDerivative
) -> OrbitTally {
  let quantity = problem.channels.interior
  if quantity == .flat { return fill(samples, of: problem, formula, measure, derivative, FlatInterior(problem)) }
  if let attractor = problem.attractor {
    let approach = CycleApproach(quantity, attractor, least: problem.prefix?.leastSquared)
    return fill(samples, of: problem, formula, measure, derivative, approach)
  }
  let search = CycleSearch(quantity, least: problem.prefix?.leastSquared)
  return fill(samples, of: problem, formula, measure, derivative, search)
}

private func fill<F: OrbitFormula, Measure: OrbitMeasure, Derivative: OrbitDerivative, Interior: InteriorMeasure>(
  _ samples: ChannelSamples, of problem: OrbitProblem, _ formula: F, _ measure: Measure, _ derivative: Derivative,
  _ interior: Interior
) -> OrbitTally {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * FinishedOrbits.capacity) { memory in
    guard let first = memory.baseAddress else { preconditionFailure("two lists take memory") }
    var loop = ChannelLoop(
      problem, samples, formula: formula, measure: measure, derivative: derivative, interior: interior, memory: first)
    loop.run()
    return loop.tally
  }
}

/// Points of a frame, and the destinations of their values.
struct ChannelSamples {
  /// The start of their orbits.
  let starts: OrbitStarts
  /// For each point, columns to the right of the frame's middle.
  let rights: UnsafePointer<Double>
  /// For each point, rows above the frame's middle.
  let ups: UnsafePointer<Double>
  /// The number of points.
  let count: Int
  /// The destination of the values.
  let values: UnsafeMutablePointer<Float>
  /// The destination of the slopes, if requested.
  let slopes: UnsafeMutablePointer<Float>?

  /// The points from `index` on, in the lanes that `mask` selects.
  @inline(__always)
  func points(from index: Int, mask: UInt32) -> ComplexLanes {
    let right = lanes_expand(Lanes(), rights + index, mask)
    let up = lanes_expand(Lanes(), ups + index, mask)
    return starts.points(right: right, up: up)
  }

  /// The derivatives of these points.
  @inline(__always)
  func derivatives(from index: Int, mask: UInt32) -> ComplexLanes {
    let right = lanes_expand(Lanes(), rights + index, mask)
    let up = lanes_expand(Lanes(), ups + index, mask)
    return starts.derivatives(right: right, up: up)
  }
}
