import ComplexModule
import FractalMath
import RealModule

/// How far a filled Julia set reaches from a point, along and across a direction.
///
/// K lies in the disc outside which orbits escape (`JuliaMap.escapeBound`), hence in the disc's preimage under n steps
/// of f, which shrinks to K as n grows. Points on the preimage's border are the preimages of points of the circle, also where f folds the
/// plane: then points on one side of an axis have twice as many, those on the other none.
struct JuliaExtent {
  private(set) var along = 0.0
  private(set) var across = 0.0

  private let center: Complex<Double>
  private let direction: Complex<Double>
  private let map: JuliaMap

  private static let pointsOfCircle = 16
  /// Where the plane is folded, points are unevenly spread.
  private static let pointsOfFoldedCircle = 128
  /// Points back from each point of the circle, about.
  private static let branches = 128.0

  /// The extent of K of `map` as seen by `camera`; of the disc for formulas that have a memory, and where K is empty.
  ///
  /// - Complexity: 16 · 2⁸ complex square roots; eight times as many where the plane is folded.
  init(of map: JuliaMap, seenBy camera: Camera) {
    self.map = map
    center = camera.center
    direction = .unit(turns: -camera.rotationDegrees / 360)
    let stepsBack = Int(Double.log(Self.branches) / Double.log(Double(map.formula.degree)) + 1e-9)
    if map.formula.hasNoMemory { reach(backFromCircleBy: stepsBack) }
    if along == 0 && across == 0 { reach(backFromCircleBy: 0) }
  }

  private mutating func reach(backFromCircleBy steps: Int) {
    let count = if case .power = map.formula { Self.pointsOfCircle } else { Self.pointsOfFoldedCircle }
    for index in 0..<count {
      let turns = Double(index) / Double(count)
      reach(backFrom: Complex<Double>.unit(turns: turns).multiplied(by: map.escapeBound), steps: steps)
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
