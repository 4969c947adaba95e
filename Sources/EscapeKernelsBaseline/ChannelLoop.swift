import CLanes
import OrbitTypes

/// The loop for everything but plain smooth counts: the result of each step is examined, and an orbit that has ended is
/// replaced by the next at once, so that no lane waits for its neighbours.
///
/// Every orbit makes at least one step, so that opposite points have the same values.
struct ChannelLoop<F: OrbitFormula, Measure: OrbitMeasure, Derivative: OrbitDerivative, Interior: InteriorMeasure> {
  private(set) var tally = OrbitTally()

  private let samples: ChannelSamples
  private let formula: F
  private let measure: Measure
  private let derivative: Derivative
  private let interior: Interior
  private let values: ChannelValues<F>
  private let constant: (real: Double, imaginary: Double)
  private let escapeRadiusSquared: Double
  /// The last step of an orbit.
  private let limit: Double
  /// The next point not started yet.
  private var next = 0
  private var escaped: FinishedOrbits
  private var bounded: FinishedOrbits

  /// A vector of running orbits.
  private struct Orbits {
    var z: ComplexLanes
    var memory: F.Memory
    var squared: Lanes
    var iteration: Lanes
    var place: Lanes
    var measured: Measure.State
    var derivative: Derivative.State
    var inside: Interior.State
    /// The lanes that hold an orbit.
    var alive: UInt32
  }

  /// - Parameter memory: memory for two lists of finished orbits.
  init(
    _ problem: OrbitProblem, _ samples: ChannelSamples, formula: F, measure: Measure, derivative: Derivative,
    interior: Interior, memory: UnsafeMutablePointer<Double>
  ) {
    self.formula = formula
    self.samples = samples
    self.measure = measure
    self.derivative = derivative
    self.interior = interior
    values = ChannelValues(problem, formula)
    constant = problem.juliaConstant
    escapeRadiusSquared = problem.escapeRadius * problem.escapeRadius
    limit = Double(problem.maximumIterations)
    escaped = FinishedOrbits(in: memory)
    bounded = FinishedOrbits(in: memory + FinishedOrbits.capacity)
  }

  /// Runs all points to their end and writes their values.
  @inline(never)
  mutating func run() {
    let idle = Orbits(
      z: ComplexLanes(), memory: formula.start, squared: Lanes(), iteration: Lanes(), place: Lanes(),
      measured: measure.start, derivative: derivative.start, inside: interior.start, alive: 0)
    // Two independent vectors, so that their steps do not wait for one another.
    var first = exchanged(idle, escaped: 0, done: 0)
    var second = exchanged(idle, escaped: 0, done: 0)
    // Steps until the next attempt at several at once, and those that there were before the last one.
    var (wait, waited) = (0, 0)
    while first.alive | second.alive != 0 {
      if F.stepsBetweenTests > 1 && wait == 0 {
        if advanceCalmly(&first, &second) {
          waited = 0
          continue
        }
        waited = min(2 &* waited &+ F.stepsBetweenTests, 256)
        wait = waited
      }
      wait &-= 1
      advance(&first)
      advance(&second)
    }
    while escaped.count > 0 { writeEscaped() }
    while bounded.count > 0 { writeBounded() }
  }

  /// Several steps of both vectors without a look at any but the last, if no orbit ends meanwhile; otherwise none.
  ///
  /// An orbit that has left the disc of the escape radius stays outside. So the ends that a single step finds are the same ones.
  @inline(__always)
  private func advanceCalmly(_ first: inout Orbits, _ second: inout Orbits) -> Bool {
    var (a, b) = (first, second)
    let c = ComplexLanes(repeating: constant)
    for _ in 0..<F.stepsBetweenTests {
      formula.step(&a.z, c, &a.memory)
      formula.step(&b.z, c, &b.memory)
    }
    let steps = Lanes(repeating: Double(F.stepsBetweenTests))
    a.iteration = a.iteration + steps
    b.iteration = b.iteration + steps
    let (squareA, squareB) = (a.z.squaredMagnitude, b.z.squaredMagnitude)
    let (radius, last) = (Lanes(repeating: escapeRadiusSquared), Lanes(repeating: limit))
    // Written so that orbits count as ended that have gone to infinity, and are no numbers any more.
    let runA = lanes_within(squareA, radius) & lanes_greater(last, a.iteration)
    let runB = lanes_within(squareB, radius) & lanes_greater(last, b.iteration)
    guard (first.alive & ~runA) | (second.alive & ~runB) == 0 else { return false }
    (a.squared, b.squared) = (squareA, squareB)
    (first, second) = (a, b)
    return true
  }

  /// One step of a vector of orbits.
  @inline(__always)
  private mutating func advance(_ orbits: inout Orbits) {
    let before = orbits.z
    derivative.advance(before, &orbits.derivative)
    formula.step(&orbits.z, ComplexLanes(repeating: constant), &orbits.memory)
    orbits.iteration = orbits.iteration + Lanes(repeating: 1)
    let squared = orbits.z.squaredMagnitude
    let step = OrbitStep(before: before, squaredBefore: orbits.squared, after: orbits.z, squaredAfter: squared)
    measure.observe(step, &orbits.measured)
    let stays = interior.observe(step, iteration: orbits.iteration, &orbits.inside)
    orbits.squared = squared
    let escapes = lanes_greater(squared, Lanes(repeating: escapeRadiusSquared))
    let ends = lanes_within(Lanes(repeating: limit), orbits.iteration)
    let done = (escapes | stays | ends) & orbits.alive
    if done != 0 { orbits = exchanged(orbits, escaped: escapes & done, done: done) }
  }

  /// Lists the finished lanes, and replaces them by the next points.
  ///
  /// Not inlined, and called by value, so that the running vectors stay in registers between calls.
  @inline(never)
  private mutating func exchanged(_ orbits: Orbits, escaped outside: UInt32, done: UInt32) -> Orbits {
    let finished = ended(orbits, mask: outside)
    escaped.append(finished, mask: outside)
    if escaped.count >= Lanes.scalarCount { writeEscaped() }
    let inside = done & ~outside
    if inside != 0 {
      var finished = finished
      finished.numbers = interior.numbers(orbits.inside)
      bounded.append(finished, mask: inside)
      if bounded.count >= Lanes.scalarCount { writeBounded() }
      let atLimit = lanes_within(Lanes(repeating: limit), orbits.iteration)
      tally.trappedPixels &+= (inside & ~atLimit).nonzeroBitCount
    }
    return refilled(orbits, free: ~orbits.alive | done)
  }

  /// What is kept of the escaped lanes, which `mask` selects, and of others.
  @inline(__always)
  private func ended(_ orbits: Orbits, mask: UInt32) -> FinishedOrbits.Vector {
    let end = F.settlesAtOnce ? settled(orbits, mask: mask) : orbits
    var finished = FinishedOrbits.Vector(
      z: end.z, iteration: end.iteration, place: orbits.place, numbers: measure.numbers(orbits.measured),
      derivative: derivative.value(end.derivative, at: end.z))
    if F.settlesAtOnce && values.dependOnEscape {
      // The place of the escape, with the derivative that would give it the later place's slope: direction and estimated distance.
      let rise = end.z * ComplexLanes(x: finished.derivative.x, y: Lanes() - finished.derivative.y)
      let slope = ComplexLanes(x: rise.x, y: Lanes() - rise.y) * orbits.z
      let endSquared = end.z.squaredMagnitude
      let scale = lanes_log2(orbits.z.squaredMagnitude) / (endSquared * lanes_log2(endSquared))
      finished.derivative = ComplexLanes(x: slope.x * scale, y: slope.y * scale)
      (finished.z, finished.iteration) = (orbits.z, orbits.iteration)
    }
    return finished
  }

  /// The lanes that `mask` selects, advanced to where the potential has settled.
  private func settled(_ orbits: Orbits, mask: UInt32) -> Orbits {
    var end = orbits
    let settled = Lanes(repeating: Formula.settledSquared)
    var early = lanes_greater(settled, end.z.squaredMagnitude) & mask
    while early != 0 {
      var next = end
      derivative.advance(next.z, &next.derivative)
      formula.step(&next.z, ComplexLanes(repeating: constant), &next.memory)
      end.z = end.z.replacing(early, by: next.z)
      end.memory = formula.replacing(end.memory, by: next.memory, mask: early)
      end.derivative = derivative.replacing(end.derivative, by: next.derivative, mask: early)
      end.iteration = lanes_replacing(end.iteration, end.iteration + Lanes(repeating: 1), early)
      early = lanes_greater(settled, end.z.squaredMagnitude) & mask
    }
    return end
  }

  /// Puts the next points, if any are left, into the lanes that `free` selects.
  @inline(__always)
  private mutating func refilled(_ orbits: Orbits, free: UInt32) -> Orbits {
    var fresh = free & OrbitBundle.allLanes
    while fresh.nonzeroBitCount > samples.count &- next {
      fresh &= ~(1 << UInt32(truncatingIfNeeded: UInt32.bitWidth &- 1 &- fresh.leadingZeroBitCount))
    }
    let index = next
    let point = samples.points(from: index, mask: fresh)
    let place = lanes_expand_count(orbits.place, Double(next), fresh)
    next &+= fresh.nonzeroBitCount
    let z = orbits.z.replacing(fresh, by: point)
    let reached = Lanes(repeating: Double(samples.starts.stepCount))
    return Orbits(
      z: z, memory: formula.restarted(orbits.memory, mask: fresh), squared: z.squaredMagnitude,
      iteration: lanes_replacing(orbits.iteration, reached, fresh), place: place,
      measured: measure.restarted(orbits.measured, mask: fresh),
      derivative: derivative.restarted(orbits.derivative, mask: fresh) {
        samples.derivatives(from: index, mask: fresh)
      },
      inside: interior.restarted(orbits.inside, mask: fresh), alive: orbits.alive & ~free | fresh)
  }

  private mutating func writeEscaped() {
    let (orbits, mask) = escaped.removeVector()
    lanes_scatter(samples.values, orbits.place, values.values(orbits, mask: mask), mask)
    if let slopes = samples.slopes { lanes_scatter(slopes, orbits.place, values.slopes(orbits, mask: mask), mask) }
    count(orbits.iteration, mask)
  }

  private mutating func writeBounded() {
    let (orbits, mask) = bounded.removeVector()
    let found = interior.values(orbits.z, iteration: orbits.iteration, numbers: orbits.numbers)
    lanes_scatter(samples.values, orbits.place, found, mask)
    if let slopes = samples.slopes { lanes_scatter(slopes, orbits.place, Lanes(), mask) }
    count(orbits.iteration, mask)
  }

  private mutating func count(_ iterations: Lanes, _ mask: UInt32) {
    let made = lanes_difference(iterations, Lanes(repeating: Double(samples.starts.stepCount)))
    tally.iterations &+= Int(lanes_replacing(Lanes(), made, mask).sum())
  }
}
