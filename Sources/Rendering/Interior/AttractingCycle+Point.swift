import ComplexModule
import FractalMath
import OrbitTypes
import RealModule

extension AttractingCycle {
  private static let longestWatchedPeriod = 256

  /// The point of the cycle for c by which orbits are recognised that end in it: the one nearest to 0; `nil` where no
  /// cycle is found, or no disc round it is proven.
  ///
  /// - Complexity: as `init(juliaConstant:largestPeriod:)`.
  package static func point(juliaConstant: Complex<Double>, maximumIterations: Int) -> AttractingPoint? {
    let longest = min(max(maximumIterations, 1), longestWatchedPeriod)
    guard let cycle = AttractingCycle(juliaConstant: juliaConstant, largestPeriod: longest) else { return nil }
    let discs = cycle.traps
    let period = cycle.leastPeriod
    let turn = cycle.points.prefix(period)
    guard !discs.isEmpty,
      let nearest = turn.indices.min(by: { turn[$0].lengthSquared < turn[$1].lengthSquared })
    else { return nil }
    // fᵖ(w + δ) ≈ w + (2wδ + δ²)κ, κ the product of 2z over the cycle's other points.
    let magnitudes = turn.map { JuliaMap.derivativeMagnitude(atMagnitude: $0.lengthSquared.squareRoot()) }
    let curvature = magnitudes.indices.reduce(1.0) { $1 == nearest ? $0 : $0 * magnitudes[$1] }
    return AttractingPoint(
      real: turn[nearest].real, imaginary: turn[nearest].imaginary, period: period,
      multiplierMagnitude: magnitudes[nearest] * curvature, curvatureMagnitude: curvature,
      radius: discs[nearest].radius)
  }

  /// Points until the first comes again: Newton's method may have gone round more than once.
  private var leastPeriod: Int {
    let isRepeated = 1e-10
    let divisors = (1..<max(points.count, 1)).filter { points.count.isMultiple(of: $0) }
    return divisors.first { (points[$0] - points[0]).lengthSquared < isRepeated * isRepeated } ?? points.count
  }
}
