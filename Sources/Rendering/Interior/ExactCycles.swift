import ComplexModule
import FractalMath
import RealModule

/// When it pays to look whether orbits have come back to a point where they were, to the last bit.
package enum ExactCycles {
  /// Orbits settle on a cycle of floating-point numbers after some thousands of steps, if ever.
  private static let shortestLimit = 4096

  /// Whether orbits for c that do not escape are many and have no trap to end in.
  ///
  /// Almost all orbits escape where the critical one does: then K has no interior (Milnor, "Dynamics in One Complex Variable", §9).
  ///
  /// - Complexity: some thousands of steps of one orbit, tens of microseconds.
  package static func areWorthFinding(juliaConstant c: Complex<Double>, maximumIterations: Int, hasTraps: Bool) -> Bool
  {
    guard !hasTraps, maximumIterations >= shortestLimit else { return false }
    let map = JuliaMap(constant: c)
    var z = JuliaMap.criticalPoint
    for _ in 0..<shortestLimit {
      z = map(z)
      if z.lengthSquared > 16 { return false }
    }
    return true
  }
}
