import ComplexModule
import RealModule

extension LissajousPath {
  private static let largestFrequency = 10_000

  /// The keys of `{"path": "lissajous", …}`.
  static let schema = ObjectSchema(
    "Lissajous",
    prototype: LissajousPath(),
    fields: [
      .path("lissajous", "a swing along the real and one along the imaginary direction"),
      .optional(
        "center", \.center, .point(largestModulus: JuliaPath.largestModulus), unit: "plane", "Middle of the figure"),
      .optional(
        "amplitude", \.amplitude, .point(largestModulus: JuliaPath.largestModulus), unit: "plane",
        "How far c swings to each side along both directions"),
      .optional(
        "realFrequency", \.realFrequency, .integer(-largestFrequency...largestFrequency), unit: "swings",
        "Swings along the real direction during the film: re + amplitude · cos"),
      .optional(
        "imaginaryFrequency", \.imaginaryFrequency, .integer(-largestFrequency...largestFrequency), unit: "swings",
        "Swings along the imaginary direction during the film: im + amplitude · sin"),
      .optional(
        "realPhase", \.realPhaseDegrees, .number(.init(-1e6...1e6)), unit: "degrees",
        "Where the swing along the real direction starts"),
      .optional(
        "imaginaryPhase", \.imaginaryPhaseDegrees, .number(.init(-1e6...1e6)), unit: "degrees",
        "Where the swing along the imaginary direction starts"),
    ],
    rule: { figure, node, context in
      guard context.isSound(PresetPath(.key("center"))), context.isSound(PresetPath(.key("amplitude"))) else { return }
      let reach = figure.center.length + figure.amplitude.length
      guard reach > JuliaPath.largestModulus else { return }
      let bound = JSONNumber.text(JuliaPath.largestModulus)
      context.report(
        "the figure may reach |c| = \(JSONNumber.text(reach)); allowed: center and amplitude together at most \(bound)",
        at: PresetPath(.key("amplitude")), in: node)
    })
}
