import ComplexModule
import FractalMath
import RealModule

/// How far a filled Julia set reaches from a point, along and across a direction.
///
/// K lies in the disc outside which orbits escape (`JuliaMap.escapeBound`), hence in the disc's preimage under n steps
/// of f, which shrinks to K as n grows. Points on the preimage's border are the preimages of points of the circle.
struct JuliaExtent {
  private(set) var along = 0.0
  private(set) var across = 0.0

  private let center: Complex<Double>
  private let direction: Complex<Double>
  private let map: JuliaMap

  private static let pointsOfCircle = 16
  /// Points back from each point of the circle, about.
  private static let branches = 128.0

  /// The extent of K of `map` as seen by `camera`; of the disc for formulas that fold the plane or have a memory.
  ///
  /// - Complexity: 16 · 2⁸ complex square roots.
  init(of map: JuliaMap, seenBy camera: Camera) {
    self.map = map
    let stepsBack =
      if case .power(let degree) = map.formula {
        Int(Double.log(Self.branches) / Double.log(Double(degree)) + 1e-9)
      } else { 0 }
    center = camera.center
    direction = .unit(turns: -camera.rotationDegrees / 360)
    for index in 0..<Self.pointsOfCircle {
      let turns = Double(index) / Double(Self.pointsOfCircle)
      reach(backFrom: Complex<Double>.unit(turns: turns).multiplied(by: map.escapeBound), steps: stepsBack)
    }
  }

  private mutating func reach(backFrom z: Complex<Double>, steps: Int) {
    if steps == 0 {
      let seen = (z - center) * direction
      along = max(along, abs(seen.real))
      across = max(across, abs(seen.imaginary))
      return
    }
    for point in map.preimages(of: z) { reach(backFrom: point, steps: steps - 1) }
  }
}
