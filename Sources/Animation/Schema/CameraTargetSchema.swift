import ComplexModule
import FractalMath
import RealModule

extension CameraTarget {
  /// How far from 0 a point may be looked for: no Julia set of a preset's c reaches so far.
  private static let largestModulus = 4.0

  /// The keys of `camera.follow`.
  static let schema = ObjectSchema(
    "Followed point",
    prototype: CameraTarget(),
    fields: [
      .alternative(
        "angle", \.angle, .rationalAngle, unit: "turns",
        "The point where the ray of this angle lands at the start of the film; instead of period, preperiod and near"),
      .alternative(
        "period", \.periodWithoutAngle, .integer(1...mostSteps), unit: "steps",
        "Length of the cycle that the point's orbit comes to; 1 is a fixed point"),
      .alternative(
        "preperiod", \.preperiodWithoutAngle, .integer(0...mostSteps - 1), unit: "steps",
        "Steps until the point's orbit is on its cycle; together with period at most \(mostSteps)"),
      .alternative(
        "near", \.nearWithoutAngle, .point(largestModulus: largestModulus), unit: "plane",
        "Where the point is at the start of the film, roughly: the nearest one that is found and repels is taken"),
    ],
    exclusions: ["period", "preperiod", "near"].map { Exclusion(key: "angle", other: $0) },
    rule: { target, node, context in
      guard context.isSound(PresetPath()) else { return }
      if target.angle == nil && target.near == nil {
        context.report("the point has no place; allowed: angle, or near with period and preperiod", at: node.origin)
      }
      if target.angle == nil && target.preperiod + target.period > mostSteps {
        context.report(
          "\(target.preperiod) steps to a cycle of \(target.period) are too many; allowed: at most \(mostSteps) together",
          at: PresetPath(.key("preperiod")), in: node)
      }
    })
}

extension ValueCodec where Value == RationalAngle {
  /// An angle as a fraction in a string.
  fileprivate static var rationalAngle: Self {
    ValueCodec(
      allowed: "a fraction of a turn such as \"1/7\" with a denominator up to \(RationalAngle.denominators.upperBound)",
      jsonSchema: .text(pattern: "^[0-9]+/[0-9]+$"),
      read: { node, allowed, context in
        guard case .string(let text) = node.value else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        if let angle = RationalAngle(text) { return angle }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isFraction =
          parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
        context.judging(isFraction ? .semantic : .structural) { $0.refuse(node, allowed: allowed) }
        return nil
      },
      encode: { JSONText.string($0.description) })
  }
}
