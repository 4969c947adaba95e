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
  private static let stepsBack = 7

  /// The extent of K for `juliaConstant` as seen by `camera`.
  ///
  /// - Complexity: 16 · 2⁸ complex square roots.
  init(of juliaConstant: Complex<Double>, seenBy camera: Camera) {
    map = JuliaMap(constant: juliaConstant)
    center = camera.center
    direction = .unit(turns: -camera.rotationDegrees / 360)
    for index in 0..<Self.pointsOfCircle {
      let turns = Double(index) / Double(Self.pointsOfCircle)
      reach(backFrom: Complex<Double>.unit(turns: turns).multiplied(by: map.escapeBound), steps: Self.stepsBack)
    }
  }

  private mutating func reach(backFrom z: Complex<Double>, steps: Int) {
    if steps == 0 {
      let seen = (z - center) * direction
      along = max(along, abs(seen.real))
      across = max(across, abs(seen.imaginary))
      return
    }
    let (one, other) = map.preimages(of: z)
    reach(backFrom: one, steps: steps - 1)
    reach(backFrom: other, steps: steps - 1)
  }
}
