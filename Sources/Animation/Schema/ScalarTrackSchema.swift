extension SwingingTrack {
  private static var amplitudes: NumberRange { NumberRange(-1e6...1e6) }
  private static var periods: NumberRange { NumberRange(0.001...86_400) }

  /// The keys of a value that swings about a `base`.
  static func schema(base: ValueCodec<Track<Method>>) -> ObjectSchema<SwingingTrack> {
    ObjectSchema(
      "Wave",
      prototype: .constant(Method.placeholder),
      fields: [
        .required("base", \.base, base, "What the wave is added to"),
        .required(
          "wave", \.swing.wave, .choice,
          "The shape of a period: \"sine\" and \"triangle\" go from 0 to 1, to −1 and back, \"pulse\" from 0 quickly to 1 and slowly back"
        ),
        .required(
          "period", \.swing.periodSeconds, .number(periods), unit: "s",
          "Length of a period; with loop \"wrap\" the film's duration must be a multiple of it"),
        .required(
          "amplitude", \.swing.amplitude, .number(amplitudes),
          "What the shape is multiplied by, in the unit of the base"),
        .optional(
          "phase", \.swing.phase, .number(amplitudes), unit: "periods", "How far the wave is at the start of the film"),
      ])
  }

  /// The wave, for its keys.
  private var swing: Oscillation {
    get { oscillation ?? Oscillation() }
    set { oscillation = newValue }
  }
}
