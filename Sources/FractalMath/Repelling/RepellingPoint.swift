import ComplexModule
import RealModule

/// A point of a Julia set whose orbit comes to a repelling cycle: a place where a camera can stay.
public struct RepellingPoint: Hashable, Sendable {
  /// Where it is.
  public let place: Complex<Double>
  /// The least preperiod and period that it has.
  public let equation: PeriodicEquation
  /// The derivative along its cycle, of a magnitude above 1.
  public let multiplier: Complex<Double>

  /// Cycles that repel less than this are nearly parabolic, and their points hardly found.
  private static let leastMultiplier = 1.001

  /// The point of the fewest steps, those before its cycle and those along it together, within `distance` of `place`; of equally many
  /// steps the nearest. `nil` if none of up to `mostSteps` steps is found there.
  ///
  /// Newton's method from `place` and from six points around it finds most solutions, not all.
  ///
  /// - Complexity: some milliseconds for 12 steps.
  public static func near(
    _ place: Complex<Double>, within distance: Double, constant: Complex<Double>, degree: Int = 2, mostSteps: Int = 12
  ) -> RepellingPoint? {
    let guesses =
      [place] + (0..<6).map { place + Complex<Double>.unit(turns: Double($0) / 6).multiplied(by: 0.6 * distance) }
    for steps in 1...mostSteps {
      let found = (0..<steps).flatMap { preperiod in
        let equation = PeriodicEquation(preperiod: preperiod, period: steps - preperiod, degree: degree)
        return guesses.compactMap { point(equation, guess: $0, constant: constant) }
      }
      let nearest = found.filter { ($0.place - place).length <= distance }
        .min { ($0.place - place).length < ($1.place - place).length }
      if let nearest { return nearest }
    }
    return nil
  }

  private static func point(
    _ equation: PeriodicEquation, guess: Complex<Double>, constant: Complex<Double>
  ) -> RepellingPoint? {
    guard let place = equation.solution(near: guess, constant: constant) else { return nil }
    let reduced = equation.reduced(for: place, constant: constant)
    let multiplier = reduced.multiplier(of: place, constant: constant)
    guard multiplier.isFinite, multiplier.length >= leastMultiplier else { return nil }
    return RepellingPoint(place: place, equation: reduced, multiplier: multiplier)
  }
}
