import FractalMath

extension FractalSettings {
  /// The keys of `fractal`.
  static let schema = ObjectSchema(
    "Fractal",
    prototype: FractalSettings(),
    fields: [
      .optional(
        "maximumIterations", \.limits.maximumIterations, .integer(1...10_000_000), unit: "iterations",
        "The number of steps after which an orbit is given up and its point gets the interior colour"),
      .optional(
        "escapeRadius", \.limits.escapeRadius, .number(.init(JuliaPath.largestModulus...1e6)), unit: "plane",
        "|z| beyond which an orbit has escaped; larger values make smoother colours"),
      .alternative(
        "formula", \.formulaIfOther, .choice,
        "The map: \"power\" z ↦ zᵈ + c, the default; \"tricorn\" z̄² + c; \"burning-ship\" (|Re z| + i|Im z|)² + c; \"celtic\" |Re z²| + "
          + "i Im z² + c; \"buffalo\" |Re z²| + i|Im z²| + c; \"phoenix\" zₙ² + c + p zₙ₋₁"
      ).varying,
      .alternative(
        "degree", \.degreeIfOther, .integer(FractalFormula.degrees), "With \"power\": d, 2 by default"
      ).varying,
      .alternative(
        "p", \.parameterOfPhoenix, .track(.planePoint(largestModulus: largestParameter), interpolation: .catmullRom),
        unit: "plane", "With \"phoenix\": how much of the point before the last is added, [-0.5, 0] by default"
      ).varying,
    ],
    rule: { fractal, node, context in
      guard context.isSound(PresetPath(.key("formula"))) else { return }
      let name = fractal.formula.rawValue
      if fractal.formula != .power, node["degree"] != nil {
        context.report(
          "\"\(name)\" has no degree of its own; allowed: with \"power\"", at: PresetPath(.key("degree")), in: node)
      }
      if fractal.formula != .phoenix, node["p"] != nil {
        context.report("\"\(name)\" has no p; allowed: with \"phoenix\"", at: PresetPath(.key("p")), in: node)
      }
    })
}
