import ComplexModule
import FractalMath
import RealModule

/// The position of c relative to the Mandelbrot set, or that of another formula, as drawings of the plane show it.
package enum MandelbrotPlace: Hashable, Sendable {
  /// Outside the Mandelbrot set, at an estimated distance in plane units.
  case outside(distance: Double)
  /// Inside: there is an attracting cycle, with a multiplier of this modulus, 0 in the middle of a component and 1 at
  /// its border.
  case inside(multiplier: Double)
  /// Neither was found: on the border, or so close to it that it makes no difference in a drawing.
  case undecided
}

/// Locates points one after the other: neighbours mostly belong to the same component, so the last point's cycle is
/// tried first, which takes some turns of Newton's method instead of thousands of steps.
package struct MandelbrotPlaces {
  /// Steps of a critical orbit that has not escaped before a cycle is searched for.
  private static let firstSteps = 500
  /// Longer cycles are not searched for.
  private static let longestPeriod = 64

  private let set: ParameterSet
  private let maximumIterations: Int
  /// A point of the last point's cycle, and its period.
  private var cycle: (point: Complex<Double>, period: Int)?

  /// For orbits of `formula` of up to `maximumIterations` steps.
  package init(_ formula: FractalFormula = .quadratic, maximumIterations: Int) {
    set = ParameterSet(formula)
    self.maximumIterations = maximumIterations
  }

  /// The place of `c`.
  ///
  /// - Complexity: O(1) in the cardioid and the disc beside it, some turns round the cycle in the component of the last
  ///   point; otherwise as many steps as the critical orbit takes to escape, `maximumIterations` at most.
  package mutating func place(of c: Complex<Double>) -> MandelbrotPlace {
    if set.formula == .quadratic, let multiplier = MandelbrotSet.multiplierInLargestComponents(c) {
      return .inside(multiplier: multiplier)
    }
    let map = JuliaMap(constant: c, formula: set.formula)
    // Of several cycles it is the one of 0 that counts, and not that of a neighbour.
    if set.formula.hasOneCriticalOrbit, let last = cycle {
      let found = AttractingCycle(map, near: last.point, period: last.period)
      if let multiplier = keep(found) { return .inside(multiplier: multiplier) }
    }
    let firstSteps = min(Self.firstSteps, maximumIterations)
    let near = set.distance(from: c, maximumIterations: firstSteps)
    if near > 0 { return .outside(distance: near) }
    let found = set.formula.hasNoMemory ? AttractingCycle(map, largestPeriod: Self.longestPeriod) : nil
    if let multiplier = keep(found) { return .inside(multiplier: multiplier) }
    let distance = set.distance(from: c, maximumIterations: maximumIterations)
    return distance > 0 ? .outside(distance: distance) : .undecided
  }

  /// Keeps `found`, if it is one, for the next point.
  ///
  /// - Returns: |λ| of one turn: Newton's method may have gone round more than once, if the last point belonged to a
  ///   component attached to this one.
  private mutating func keep(_ found: AttractingCycle?) -> Double? {
    cycle = nil
    guard let found, let point = found.points.first else { return nil }
    let period = found.leastPeriod
    cycle = (point, period)
    let turns = found.points.count / period
    return turns == 1 ? found.multiplierMagnitude : Double.pow(found.multiplierMagnitude, 1 / Double(turns))
  }

  /// The smallest and largest multiplier at 16×9 points of `viewport` inside the set: shades between them give
  /// orientation even in a view so small that it is nearly constant. 0…1 if no point is inside.
  package static func multipliers(
    of formula: FractalFormula = .quadratic, in viewport: Viewport, maximumIterations: Int
  ) -> ClosedRange<Double> {
    var places = MandelbrotPlaces(formula, maximumIterations: maximumIterations)
    var (least, largest) = (Double.infinity, -Double.infinity)
    for row in 0..<9 {
      for column in 0..<16 {
        let point = viewport.point(
          column: (Double(column) + 0.5) / 16 * Double(viewport.size.width) - 0.5,
          row: (Double(row) + 0.5) / 9 * Double(viewport.size.height) - 0.5)
        guard case .inside(let multiplier) = places.place(of: point) else { continue }
        (least, largest) = (min(least, multiplier), max(largest, multiplier))
      }
    }
    return least < largest ? least...largest : 0...1
  }
}
