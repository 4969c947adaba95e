import ComplexModule
import FractalMath
import RealModule

/// When it pays to check whether orbits have returned to an earlier point, to the last bit.
package enum ExactCycles {
  /// Orbits settle on a cycle of floating-point numbers after some thousands of steps, if ever.
  private static let shortestLimit = 4096

  /// Whether many orbits for c do not escape and have no trap to end in.
  ///
  /// If the critical orbit escapes, so do almost all: then K has no interior (Milnor, "Dynamics in One Complex
  /// Variable", §9).
  ///
  /// - Complexity: some thousands of steps of one orbit, tens of microseconds.
  package static func areWorthFinding(_ map: JuliaMap, maximumIterations: Int, hasTraps: Bool) -> Bool {
    guard !hasTraps, maximumIterations >= shortestLimit else { return false }
    var z = JuliaMap.criticalPoint
    for _ in 0..<shortestLimit {
      z = map(z)
      if z.lengthSquared > 16 { return false }
    }
    return true
  }
}
