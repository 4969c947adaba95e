import CLanes
import OrbitTypes

/// Writes the smooth counts of the pixels in `columns` × `rows` of a frame, row by row, `rowStride` values apart.
///
/// All orbits of the tile advance together, in rounds. In a round, bundles of orbits step in blocks without any test
/// inside; at the end of a block the lanes that have escaped go to a separate list, and at the end of the round those
/// that have not are packed together for the next. So all lanes have made the same number of steps, none holds a vector
/// for longer than a round, and the counts of escaped orbits are computed from dense vectors.
///
/// - Parameters:
///   - counts: the destination of the first pixel's count; −1 for orbits that do not escape, 0 or more for the others.
/// - Returns: the work done.
/// - Complexity: O(pixels × iterations).
public func fillEscapeField(
  _ problem: OrbitProblem, columns: Range<Int>, rows: Range<Int>, into counts: UnsafeMutablePointer<Float>,
  rowStride: Int
) -> OrbitTally {
  problem.formula == .quadratic
    ? fill(problem, Quadratic(), columns: columns, rows: rows, into: counts, rowStride: rowStride)
    : fill(problem, ChosenFormula(problem.formula), columns: columns, rows: rows, into: counts, rowStride: rowStride)
}

private func fill(
  _ problem: OrbitProblem, _ formula: some OrbitFormula, columns: Range<Int>, rows: Range<Int>,
  into counts: UnsafeMutablePointer<Float>, rowStride: Int
) -> OrbitTally {
  withLoop(over: columns.count * rows.count, of: problem, formula, into: counts) { loop in
    loop.begin(columns: columns, rows: rows, rowStride: rowStride)
  }
}

/// Writes the smooth counts of the points `rights[k]` columns to the right of the frame's middle and `ups[k]` rows
/// above it to `counts[k]`, k < `count`; a pixel's own middle has the count that `fillEscapeField` gives the pixel.
///
/// - Returns: the work done.
/// - Complexity: O(`count` × iterations).
public func fillEscapeSamples(
  _ problem: OrbitProblem, rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int,
  into counts: UnsafeMutablePointer<Float>
) -> OrbitTally {
  problem.formula == .quadratic
    ? fill(problem, Quadratic(), rights: rights, ups: ups, count: count, into: counts)
    : fill(problem, ChosenFormula(problem.formula), rights: rights, ups: ups, count: count, into: counts)
}

private func fill(
  _ problem: OrbitProblem, _ formula: some OrbitFormula, rights: UnsafePointer<Double>, ups: UnsafePointer<Double>,
  count: Int, into counts: UnsafeMutablePointer<Float>
) -> OrbitTally {
  withLoop(over: count, of: problem, formula, into: counts) { loop in
    loop.begin(rights: rights, ups: ups, count: count)
  }
}

/// Starts `pixels` orbits with `begin`, runs them to their end, and returns the work done.
@inline(__always)
private func withLoop<F: OrbitFormula>(
  over pixels: Int, of problem: OrbitProblem, _ formula: F, into counts: UnsafeMutablePointer<Float>,
  begin: (inout OrbitLoop<F>) -> Void
) -> OrbitTally {
  problem.withCoefficients { coefficients in
    Workspace.with(pixels: pixels, problem) { memory in
      var loop = OrbitLoop(
        problem, formula, OrbitStarts(problem, coefficients: coefficients), counts: counts, pixels: pixels,
        memory: &memory)
      begin(&loop)
      loop.finish()
      return loop.tally
    }
  }
}

struct OrbitLoop<F: OrbitFormula> {
  private(set) var tally = OrbitTally()

  private let starts: OrbitStarts
  private let maximumIterations: Int
  /// Steps of the first block: none if a point may be too far out for one.
  private let firstSteps: Int
  /// Discs that no orbit leaves.
  private let traps: UnsafeMutablePointer<TrapDisc>
  private let trapCount: Int
  private let constants: OrbitConstants<F>
  private let counts: UnsafeMutablePointer<Float>
  private let bundle: OrbitBundle
  /// Orbits still running, all of them after `iteration` steps.
  private var pending: OrbitList
  private var iteration = 0
  /// Orbits that have escaped, and their numbers of steps; their counts are computed last, all together.
  private var escaped: OrbitList
  private let escapeIteration: UnsafeMutablePointer<Float>
  /// Earlier positions of pending orbits, if cycles are to be found.
  private var anchors: CycleAnchors?
  /// Whether hardly any orbit escaped in the last round.
  private var isCalm = false

  init(
    _ problem: OrbitProblem, _ formula: F, _ starts: OrbitStarts, counts: UnsafeMutablePointer<Float>, pixels: Int,
    memory: inout Workspace
  ) {
    self.starts = starts
    maximumIterations = problem.maximumIterations
    firstSteps =
      starts.lieWithin(squared: formula.exitSquared)
      ? min(formula.stepsPerBlock, problem.maximumIterations &- starts.stepCount) : 0
    self.counts = counts
    constants = OrbitConstants(problem, formula)
    bundle = OrbitBundle(
      x: memory.take(OrbitBundle.vectorCount), y: memory.take(OrbitBundle.vectorCount),
      alive: memory.take(OrbitBundle.vectorCount))
    pending = OrbitList(capacity: pixels, in: &memory)
    escaped = OrbitList(capacity: pixels, in: &memory)
    escapeIteration = memory.take(pixels + OrbitBundle.laneCount)
    anchors = problem.findsCycles ? CycleAnchors(capacity: pixels, in: &memory) : nil
    trapCount = problem.traps.count
    traps = memory.take(trapCount)
    for index in 0..<trapCount { traps[index] = problem.traps[index] }
  }

  /// Starts all pixels of the tile, and runs them through their first block, in which most pixels of most frames
  /// escape.
  mutating func begin(columns: Range<Int>, rows: Range<Int>, rowStride: Int) {
    let steps = firstSteps
    for (index, row) in rows.enumerated() {
      var column = columns.lowerBound
      while column < columns.upperBound {
        putPoints(row: row, column: column)
        advance(from: bundle.source, steps: steps)
        sortFirst(
          place: index &* rowStride &+ column &- columns.lowerBound, pixels: columns.upperBound &- column,
          after: starts.stepCount &+ steps)
        column &+= OrbitBundle.laneCount
      }
    }
    iteration = starts.stepCount &+ steps
    tally.iterations &+= steps * columns.count * rows.count
  }

  /// The same for points anywhere in the frame.
  mutating func begin(rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int) {
    let steps = firstSteps
    var index = 0
    while index < count {
      putPoints(rights: rights + index, ups: ups + index, count: min(count &- index, OrbitBundle.laneCount))
      advance(from: bundle.source, steps: steps)
      sortFirst(place: index, pixels: count &- index, after: starts.stepCount &+ steps)
      index &+= OrbitBundle.laneCount
    }
    iteration = starts.stepCount &+ steps
    tally.iterations &+= steps * count
  }

  /// Runs the pending orbits to their end, and writes all remaining counts.
  mutating func finish() {
    while pending.count > 0 && iteration < maximumIterations {
      let steps = min(roundLength, maximumIterations - iteration)
      round(steps: steps)
      iteration += steps
    }
    for index in 0..<pending.count { counts[Int(pending.place[index])] = -1 }
    writeEscaped()
  }

  /// A quarter of the steps made so far, not counting those that a deep view's orbits share, in whole blocks: the older
  /// the orbits, the fewer escape per step, and the less is lost by those that continue until the end of the round.
  /// Short enough to detect traps and cycles in time.
  private var roundLength: Int {
    let block = constants.formula.stepsPerBlock
    return min(max((iteration - starts.stepCount) / 4 / block, 1), 32) * block
  }

  /// Steps of the orbits at `source` into the bundle.
  @inline(__always)
  private func advance(from source: OrbitSource, steps: Int) {
    constants.formula.advance(bundle, from: source, steps: steps, constants.constant)
  }

  /// Puts the points of `row` from `column` on into the bundle.
  @inline(__always)
  private func putPoints(row: Int, column: Int) {
    let up = Lanes(repeating: starts.up(ofRow: row))
    var right = laneNumbers + Lanes(repeating: starts.right(ofColumn: column))
    for vector in 0..<OrbitBundle.vectorCount {
      bundle[vector] = starts.points(right: right, up: up)
      right += Lanes(repeating: Double(Lanes.scalarCount))
    }
  }

  /// Puts `count` points at the given places into the bundle, and the frame's middle into the remaining lanes.
  @inline(__always)
  private func putPoints(rights: UnsafePointer<Double>, ups: UnsafePointer<Double>, count: Int) {
    copyPadded(rights, count: count, to: bundle.x)
    copyPadded(ups, count: count, to: bundle.y)
    for vector in 0..<OrbitBundle.vectorCount {
      bundle[vector] = starts.points(right: bundle.x[vector], up: bundle.y[vector])
    }
  }

  @inline(__always)
  private func copyPadded(_ source: UnsafePointer<Double>, count: Int, to vectors: UnsafeMutablePointer<Lanes>) {
    let target = UnsafeMutableRawPointer(vectors)
    let bytes = count &* MemoryLayout<Double>.stride
    target.copyMemory(from: source, byteCount: bytes)
    let rest = OrbitBundle.laneCount &* MemoryLayout<Double>.stride &- bytes
    if rest > 0 { (target + bytes).initializeMemory(as: UInt8.self, repeating: 0, count: rest) }
  }

  /// Writes the counts of a bundle's escaped orbits directly to their adjacent places, and lists the others.
  @inline(__always)
  private mutating func sortFirst(place: Int, pixels: Int, after steps: Int) {
    let exit = Lanes(repeating: constants.exitSquared(at: steps))
    let reached = float_lanes_repeating(Float(steps))
    var first = 0
    while first < OrbitBundle.vectorCount {
      let offset = first &* Lanes.scalarCount
      if offset >= pixels { break }
      let low = bundle[first]
      let high = bundle[first &+ 1]
      let present = OrbitBundle.presentInPair(pixels &- offset)
      let outside =
        lanes_greater(low.squaredMagnitude, exit)
        | lanes_greater(high.squaredMagnitude, exit) << UInt32(Lanes.scalarCount)
      let mask = outside & present
      if mask != 0 {
        float_lanes_store(
          counts + (place &+ offset), constants.smoothCounts(low, high, iteration: reached, mask: mask), mask)
      }
      if mask != present {
        let inside = present & ~mask
        pending.append(low, firstPlace: place &+ offset, mask: inside & OrbitBundle.allLanes)
        pending.append(
          high, firstPlace: place &+ offset &+ Lanes.scalarCount, mask: inside >> UInt32(Lanes.scalarCount))
      }
      first &+= 2
    }
  }

  /// Advances all pending orbits by `steps` steps.
  private mutating func round(steps: Int) {
    let orbits = pending
    let escapedBefore = escaped.count
    orbits.padEnd()
    pending.count = 0
    let reached = iteration &+ steps
    let renewsAnchors = anchors?.areDue(after: reached) ?? false
    var first = 0
    while first < orbits.count {
      bundle.revive(orbits.count &- first)
      if !(isCalm && advanceCalmly(orbits, at: first, steps: steps)) {
        advanceByBlocks(orbits, at: first, steps: steps)
      }
      keepSurvivors(of: orbits, at: first, renewsAnchors: renewsAnchors)
      first &+= OrbitBundle.laneCount
    }
    if renewsAnchors { anchors?.renew(after: reached) }
    tally.iterations &+= steps &* orbits.count
    let bundlesPerEscape = 8
    isCalm = (escaped.count - escapedBefore) * bundlesPerEscape * OrbitBundle.laneCount < orbits.count
  }

  /// Steps to the end without a test; returns whether no orbit escaped. If one did, the bundle's contents are useless.
  @inline(__always)
  private func advanceCalmly(_ orbits: OrbitList, at first: Int, steps: Int) -> Bool {
    advance(from: orbits.source(at: first), steps: steps)
    let exit = Lanes(repeating: constants.exitSquared(at: iteration &+ steps))
    var outside: UInt32 = 0
    for vector in 0..<OrbitBundle.vectorCount {
      // An orbit that escaped may have become infinite and then NaN: it is outside because it is not within.
      outside |= ~lanes_within(bundle[vector].squaredMagnitude, exit) & bundle.alive[vector]
    }
    return outside == 0
  }

  /// Steps block by block, and lists the escaped orbits after each.
  @inline(__always)
  private mutating func advanceByBlocks(_ orbits: OrbitList, at first: Int, steps: Int) {
    var done = min(constants.formula.stepsPerBlock, steps)
    advance(from: orbits.source(at: first), steps: done)
    takeOutEscaped(places: orbits.place + first, after: iteration &+ done)
    while done < steps {
      let block = min(constants.formula.stepsPerBlock, steps &- done)
      advance(from: bundle.source, steps: block)
      done &+= block
      takeOutEscaped(places: orbits.place + first, after: iteration &+ done)
    }
  }

  /// Lists the bundle's orbits beyond the exit radius.
  @inline(__always)
  private mutating func takeOutEscaped(places: UnsafePointer<Int32>, after reached: Int) {
    let exit = Lanes(repeating: constants.exitSquared(at: reached))
    for vector in 0..<OrbitBundle.vectorCount {
      let z = bundle[vector]
      let mask = lanes_greater(z.squaredMagnitude, exit) & bundle.alive[vector]
      if mask == 0 { continue }
      bundle.alive[vector] &= ~mask
      float_lanes_fill(escapeIteration + escaped.count, Float(reached))
      escaped.append(z, places: places + vector &* Lanes.scalarCount, mask: mask)
    }
  }

  /// Lists the bundle's orbits that have neither escaped nor entered a trap nor returned to an earlier point.
  @inline(__always)
  private mutating func keepSurvivors(of orbits: OrbitList, at first: Int, renewsAnchors: Bool) {
    for vector in 0..<OrbitBundle.vectorCount where bundle.alive[vector] != 0 {
      let z = bundle[vector]
      let index = first &+ vector &* Lanes.scalarCount
      var alive = bundle.alive[vector]
      let trapped = trappedLanes(z) & alive
      if trapped != 0 {
        lanes_scatter_value(counts, orbits.place + index, -1, trapped)
        tally.trappedPixels &+= trapped.nonzeroBitCount
        alive &= ~trapped
      }
      if let anchors {
        let returned = anchors.returnedLanes(z, at: index) & alive
        lanes_scatter_value(counts, orbits.place + index, -1, returned)
        tally.cyclingPixels &+= returned.nonzeroBitCount
        alive &= ~returned
        anchors.keep(renewsAnchors ? z : nil, of: index, as: pending.count, mask: alive)
      }
      pending.append(z, places: orbits.place + index, mask: alive)
    }
  }

  /// The lanes that are inside one of the discs that no orbit leaves.
  @inline(__always)
  private func trappedLanes(_ z: ComplexLanes) -> UInt32 {
    var inside: UInt32 = 0
    for index in 0..<trapCount {
      let trap = traps[index]
      let distanceSquared = (z - ComplexLanes(repeating: (trap.real, trap.imaginary))).squaredMagnitude
      inside |= lanes_greater(Lanes(repeating: trap.radius * trap.radius), distanceSquared)
    }
    return inside
  }

  /// Computes and writes the counts of the listed escaped orbits.
  private func writeEscaped() {
    var index = 0
    while index < escaped.count {
      let present = OrbitBundle.presentInPair(escaped.count &- index)
      let values = constants.smoothCounts(
        escaped.vector(at: index), escaped.vector(at: index &+ Lanes.scalarCount),
        iteration: float_lanes_load(escapeIteration + index), mask: present)
      float_lanes_scatter(counts, escaped.place + index, values, present)
      index &+= 2 * Lanes.scalarCount
    }
  }
}
