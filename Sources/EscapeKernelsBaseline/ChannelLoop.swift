import CLanes
import OrbitTypes

/// The loop for everything but plain smooth counts: the result of each step is examined, and an orbit that has ended is
/// replaced by the next at once, so that no lane waits for its neighbours.
///
/// Every orbit makes at least one step, so that opposite points have the same values.
struct ChannelLoop<Measure: OrbitMeasure, Derivative: OrbitDerivative, Interior: InteriorMeasure> {
  private(set) var tally = OrbitTally()

  private let samples: ChannelSamples
  private let measure: Measure
  private let derivative: Derivative
  private let interior: Interior
  private let values: ChannelValues
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
    _ problem: OrbitProblem, _ samples: ChannelSamples, measure: Measure, derivative: Derivative, interior: Interior,
    memory: UnsafeMutablePointer<Double>
  ) {
    self.samples = samples
    self.measure = measure
    self.derivative = derivative
    self.interior = interior
    values = ChannelValues(problem)
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
      z: ComplexLanes(), squared: Lanes(), iteration: Lanes(), place: Lanes(), measured: measure.start,
      derivative: derivative.start, inside: interior.start, alive: 0)
    // Two independent vectors, so that their steps do not wait for one another.
    var first = exchanged(idle, escaped: 0, done: 0)
    var second = exchanged(idle, escaped: 0, done: 0)
    while first.alive | second.alive != 0 {
      advance(&first)
      advance(&second)
    }
    while escaped.count > 0 { writeEscaped() }
    while bounded.count > 0 { writeBounded() }
  }

  /// One step of a vector of orbits.
  @inline(__always)
  private mutating func advance(_ orbits: inout Orbits) {
    let before = orbits.z
    derivative.advance(before, &orbits.derivative)
    Formula.step(&orbits.z, ComplexLanes(repeating: constant))
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
    let finished = FinishedOrbits.Vector(
      z: orbits.z, iteration: orbits.iteration, place: orbits.place, numbers: measure.numbers(orbits.measured),
      derivative: derivative.value(orbits.derivative))
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
      z: z, squared: z.squaredMagnitude, iteration: lanes_replacing(orbits.iteration, reached, fresh),
      place: place, measured: measure.restarted(orbits.measured, mask: fresh),
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
