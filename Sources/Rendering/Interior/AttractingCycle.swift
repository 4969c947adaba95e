import ComplexModule
import FractalMath
import OrbitTypes
import RealModule

/// The attracting cycle of f (`JuliaMap`), if it has one.
///
/// A power has at most one, and it attracts the critical orbit. So one orbit per frame finds it: if that orbit escapes, no
/// pixel's orbit stays bounded except on the Julia set itself. Of a formula that may have several, this is the one that attracts 0.
package struct AttractingCycle: Sendable {
  /// The points of the cycle, in the order in which f visits them.
  package let points: [Complex<Double>]
  /// |λ|, the modulus of the derivative of f round the cycle; below 1.
  package let multiplierMagnitude: Double

  private let map: JuliaMap

  private static let newtonSteps = 32
  /// Cycles that take more than this fraction of the iteration limit for a turn are not searched for.
  private static let stepsPerPeriod = 16
  private static let longestPeriod = 256
  /// An orbit near the cycle enters each disc once per turn, so not every disc must be tested.
  private static let largestTrapCount = 32

  /// The cycle of `map`, which has no memory, or `nil` if there is none, or none of at most `largestPeriod` points is found.
  ///
  /// The critical orbit need not be followed until it has settled: whenever it comes closer to 0 than before, say after
  /// n steps, Newton's method searches for a cycle of n points nearby (C. Heiland-Allen, "Practical interior distance
  /// rendering", 2014).
  ///
  /// - Complexity: about a hundred steps of one orbit for short periods; at worst some sixty times `largestPeriod`.
  package init?(_ map: JuliaMap, largestPeriod: Int) {
    var z = JuliaMap.criticalPoint
    var nearest = Double.infinity
    for period in 1...max(largestPeriod, 1) {
      z = map(z)
      let distance = z.lengthSquared
      if distance > JuliaMap.boundedReach * JuliaMap.boundedReach { return nil }
      guard distance < nearest else { continue }
      nearest = distance
      guard let cycle = AttractingCycle(of: period, near: z, map) else { continue }
      self = cycle
      return
    }
    return nil
  }

  /// The attracting cycle of `map` of `period` points, or of a divisor of it, that Newton's method finds from `point`;
  /// `nil` if it finds none.
  package init?(_ map: JuliaMap, near point: Complex<Double>, period: Int) {
    self.init(of: period, near: point, map)
  }

  private init?(of period: Int, near z: Complex<Double>, _ map: JuliaMap) {
    guard let points = Self.cycle(of: period, near: z, map) else { return nil }
    // Without a memory every step scales by one number in all directions, up to a mirror.
    let multiplier = points.reduce(Complex(1, 0)) {
      map.formula.isHolomorphic ? $0 * map.derivative(at: $1) : Complex($0.length * map.derivative(at: $1).length)
    }
    guard multiplier.lengthSquared < 1 else { return nil }
    self.points = points
    multiplierMagnitude = multiplier.lengthSquared.squareRoot()
    self.map = map
  }

  /// Discs round the points that no computed orbit leaves, one for each; none if that cannot be proven.
  ///
  /// Once round the cycle, the radius of a disc becomes a polynomial g(r) with g(0) = 0, g′(0) = |λ| < 1, convex: g(r)
  /// < r from 0 up to one root, which bisection finds. Reducing it by a thousandth leaves room for rounding; whether
  /// that suffices is computed.
  package var traps: [TrapDisc] {
    var (inside, outside) = (0.0, 2.0)
    for _ in 0..<60 {
      let middle = (inside + outside) / 2
      let image = points.reduce(middle) { map.imageRadius(ofDisc: $0, magnitude: $1.lengthSquared.squareRoot()) }
      if image < middle { inside = middle } else { outside = middle }
    }
    var root = inside
    let discs = points.map { point in
      defer { root = map.imageRadius(ofDisc: root, magnitude: point.lengthSquared.squareRoot()) }
      return TrapDisc(real: point.real, imaginary: point.imaginary, radius: 0.999 * root)
    }
    return isInvariant(discs) ? discs : []
  }

  /// The discs of the cycle of `map` that are worth testing orbits against, the widest first: none if orbits would hardly
  /// reach one within `maximumIterations` steps.
  package static func traps(_ map: JuliaMap, maximumIterations: Int) -> [TrapDisc] {
    let period = min(max(maximumIterations / stepsPerPeriod, 1), longestPeriod)
    guard let cycle = AttractingCycle(map, largestPeriod: period) else { return [] }
    let traps = cycle.traps.sorted { $0.radius > $1.radius }
    guard let widest = traps.first, cycle.stepsToApproach(within: widest.radius) < Double(maximumIterations) else {
      return []
    }
    return Array(traps.prefix(largestTrapCount))
  }

  /// Steps after which an orbit's distance from the cycle, about 1 at first, has shrunk to `radius`: by |λ| per turn.
  private func stepsToApproach(within radius: Double) -> Double {
    Double(points.count) * Double.log(radius) / Double.log(multiplierMagnitude)
  }

  /// Whether f, rounding included, maps each disc into the next, and the last into the first.
  private func isInvariant(_ discs: [TrapDisc]) -> Bool {
    let bounds = OrbitDisc(map.formula)
    return discs.indices.allSatisfy { index in
      let (disc, next) = (discs[index], discs[(index + 1) % discs.count])
      let z = Complex(disc.real, disc.imaginary)
      let magnitude = z.lengthSquared.squareRoot()
      let offset = map(z) - Complex(next.real, next.imaginary)
      let radius = map.imageRadius(ofDisc: disc.radius, magnitude: magnitude)
      return magnitude + disc.radius < bounds.reach
        && offset.lengthSquared.squareRoot() + radius + bounds.rounding < next.radius
    }
  }

  /// The cycle of `period` points, or of a divisor of it, one of which Newton's method on fᵖ(z) = z finds from `z`.
  private static func cycle(of period: Int, near z: Complex<Double>, _ map: JuliaMap) -> [Complex<Double>]? {
    var root = z
    for _ in 0..<newtonSteps {
      guard let step = newtonStep(from: root, period: period, map) else { return nil }
      root = root - step
      guard step.lengthSquared < 1e-26 else { continue }
      var points = [root]
      while points.count < period { points.append(map(points[points.count - 1])) }
      return points
    }
    return nil
  }

  /// What Newton's method takes away from `root`; `nil` where it leads nowhere.
  private static func newtonStep(from root: Complex<Double>, period: Int, _ map: JuliaMap) -> Complex<Double>? {
    var value = root
    guard map.formula.isHolomorphic else { return newtonStepOfMatrices(from: root, period: period, map) }
    var derivative = Complex<Double>(1, 0)
    for _ in 0..<period {
      derivative = derivative * map.derivative(at: value)
      value = map(value)
      if value.lengthSquared > 16 { return nil }
    }
    let slope = derivative - Complex(1, 0)
    guard slope.lengthSquared > 1e-24 else { return nil }
    return (value - root) / slope
  }

  /// The same with Jacobian matrices, whose columns are the images of 1 and i.
  private static func newtonStepOfMatrices(
    from root: Complex<Double>, period: Int, _ map: JuliaMap
  ) -> Complex<Double>? {
    var value = root
    var (right, up) = (Complex<Double>(1, 0), Complex<Double>(0, 1))
    for _ in 0..<period {
      (right, up) = (map.image(of: right, at: value), map.image(of: up, at: value))
      value = map(value)
      if value.lengthSquared > 16 { return nil }
    }
    let (a, b, c, d) = (right.real - 1, up.real, right.imaginary, up.imaginary - 1)
    let determinant = a * d - b * c
    guard abs(determinant) > 1e-12 else { return nil }
    let rest = value - root
    return Complex(
      (d * rest.real - b * rest.imaginary) / determinant, (a * rest.imaginary - c * rest.real) / determinant)
  }
}

extension AttractingCycle {
  private static let longestWatchedPeriod = 256

  /// The point of the cycle of `map` that identifies orbits ending in it: the one nearest to 0; `nil` if no cycle is
  /// found, or no disc round it is proven.
  ///
  /// - Complexity: as `init(_:largestPeriod:)`.
  package static func point(_ map: JuliaMap, maximumIterations: Int) -> AttractingPoint? {
    let longest = min(max(maximumIterations, 1), longestWatchedPeriod)
    guard let cycle = AttractingCycle(map, largestPeriod: longest) else { return nil }
    let discs = cycle.traps
    let period = cycle.leastPeriod
    let turn = cycle.points.prefix(period)
    guard !discs.isEmpty,
      let nearest = turn.indices.min(by: { turn[$0].lengthSquared < turn[$1].lengthSquared })
    else { return nil }
    // fᵖ(w + δ) ≈ w + (2wδ + δ²)κ, κ the product of 2z over the cycle's other points; for a higher power with a κ with which the same holds of
    // distances where orbits count as settled.
    let magnitudes = turn.map { map.derivativeMagnitude(atMagnitude: $0.lengthSquared.squareRoot()) }
    let others = magnitudes.indices.reduce(1.0) { $1 == nearest ? $0 : $0 * magnitudes[$1] }
    var curvature = others
    if map.formula.degree > 2 {
      let reach = min(discs[nearest].radius, AttractingPoint.tolerance)
      let image = map.imageRadius(ofDisc: reach, magnitude: turn[nearest].length)
      curvature = max(image / reach - magnitudes[nearest], 0) / reach * others
    }
    return AttractingPoint(
      real: turn[nearest].real, imaginary: turn[nearest].imaginary, period: period,
      multiplierMagnitude: magnitudes[nearest] * others, curvatureMagnitude: curvature,
      radius: discs[nearest].radius)
  }

  /// The number of points before the first repeats: Newton's method may have gone round more than once.
  package var leastPeriod: Int {
    let isRepeated = 1e-10
    let divisors = (1..<max(points.count, 1)).filter { points.count.isMultiple(of: $0) }
    return divisors.first { (points[$0] - points[0]).lengthSquared < isRepeated * isRepeated } ?? points.count
  }
}
