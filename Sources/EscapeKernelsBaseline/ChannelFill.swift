import FractalMath
import OrbitTypes

/// Writes the values of points of a frame, as the problem's channels ask for them.
///
/// - Parameters:
///   - rights: for each point, columns to the right of the frame's middle.
///   - ups: for each point, rows above the frame's middle.
///   - values: where the values go, one for each point.
///   - slopes: where the slopes go in turns, 0..<1, if they are asked for; 0 for orbits that do not escape.
/// - Returns: what was done.
/// - Complexity: O(points × iterations).
public func fillChannels(
  _ problem: OrbitProblem, rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int,
  into values: UnsafeMutablePointer<Float>, slopes: UnsafeMutablePointer<Float>?
) -> OrbitTally {
  let fill = ChannelFill(
    samples: ChannelSamples(
      problem: problem, rights: rights, ups: ups, count: count, values: values, slopes: slopes))
  return switch problem.channels.exterior {
  case .smoothCount, .distance, .angle: fill.run(EndMeasure())
  case .stripe(let strands): fill.run(StripeMeasure(strands: strands))
  case .triangleInequality: fill.run(TriangleMeasure(juliaConstant: problem.juliaConstant))
  case .trap(let trap): fill.run(TrapMeasure(trap))
  }
}

/// Chooses the loop that computes what is asked for, and nothing else.
private struct ChannelFill {
  let samples: ChannelSamples

  func run(_ measure: some OrbitMeasure) -> OrbitTally {
    if samples.problem.channels.exterior == .distance || samples.slopes != nil {
      run(measure, ChainRuleDerivative())
    } else {
      run(measure, NoDerivative())
    }
  }

  private func run(_ measure: some OrbitMeasure, _ derivative: some OrbitDerivative) -> OrbitTally {
    let problem = samples.problem
    let quantity = problem.channels.interior
    if quantity == .flat { return run(measure, derivative, FlatInterior(problem)) }
    if let attractor = problem.attractor { return run(measure, derivative, CycleApproach(quantity, attractor)) }
    return run(measure, derivative, CycleSearch(quantity))
  }

  private func run<Measure: OrbitMeasure, Derivative: OrbitDerivative, Interior: InteriorMeasure>(
    _ measure: Measure, _ derivative: Derivative, _ interior: Interior
  ) -> OrbitTally {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * FinishedOrbits.capacity) { memory in
      guard let first = memory.baseAddress else { preconditionFailure("two lists take memory") }
      var loop = ChannelLoop(
        samples, measure: measure, derivative: derivative, interior: interior, memory: first)
      loop.run()
      return loop.tally
    }
  }
}
