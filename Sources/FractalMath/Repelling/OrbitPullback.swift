import ComplexModule
import RealModule

extension PeriodicEquation {
  /// Round cycles that repel less, going back does not lead to one solution for sure.
  private static let leastMultiplier = 1.5
  private static let mostRounds = 96

  /// Where `point`, a solution for one c, is for another c near it; `nil` where that is not certain.
  ///
  /// Solutions of long orbits are so close together that Newton's method tells them apart over tiny steps of c only. But what
  /// distinguishes them are the branches of f⁻¹, the roots of w − c, that lead from each point of the orbit to the one before it. So each point of the new
  /// orbit is the root of the next one that is near the old point, over and over again: round a repelling cycle, going back
  /// contracts by its multiplier. Where no point of the orbit moves by more than a small part of its distance to 0, its branches remain what they are, and
  /// solutions with the same branches are one.
  ///
  /// - Parameter share: the part of its distance to 0 that a point of the orbit may move.
  func pulledBack(
    _ point: Complex<Double>, from before: Complex<Double>, to now: Complex<Double>, share: Double
  ) -> Complex<Double>? {
    guard multiplier(of: point, constant: before).length >= Self.leastMultiplier else { return nil }
    let (mapBefore, mapNow) = (map(before), map(now))
    var old = [point]
    while old.count < preperiod + period { old.append(mapBefore(old[old.count - 1])) }
    var orbit = old
    var change = Double.infinity
    for _ in 0..<Self.mostRounds where change > 0x1p-50 {
      change = 0
      for index in orbit.indices.reversed() {
        let next = orbit[index + 1 < orbit.count ? index + 1 : preperiod]
        let nearest = mapNow.preimage(of: next, near: old[index]).nearest
        guard (nearest - old[index]).length <= share * old[index].length else { return nil }
        change = max(change, (nearest - orbit[index]).length)
        orbit[index] = nearest
      }
    }
    guard change <= 0x1p-50, multiplier(of: orbit[0], constant: now).length >= Self.leastMultiplier else { return nil }
    return orbit[0]
  }
}
