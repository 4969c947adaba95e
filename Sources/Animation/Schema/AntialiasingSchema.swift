extension AntialiasingSettings {
  /// The keys of `antialiasing`.
  static let schema = ObjectSchema(
    "Antialiasing",
    prototype: AntialiasingSettings(),
    fields: [
      .optional(
        "mode", \.mode, .choice,
        "\"none\" takes one sample a pixel, \"grid\" the same number in each, \"adaptive\" more only where neighbours "
          + "differ"),
      .optional(
        "samples", \.samples, .integer(oneOf: sampleCounts),
        "Samples of each pixel with \"grid\", the most of any pixel with \"adaptive\": there 4, 16 or 64"),
      .optional(
        "threshold", \.threshold, .number(.init(0...1)),
        "With \"adaptive\": how different neighbours must be, in parts of the whole range of a component; 0 samples "
          + "every pixel fully"),
    ],
    rule: { settings, node, context in
      let place = PresetPath(.key("samples"))
      guard context.isSound(place), context.isSound(PresetPath(.key("mode"))) else { return }
      let allowed = settings.mode.sampleCounts
      guard !allowed.contains(settings.samples) else { return }
      let mode = settings.mode.rawValue
      context.report(
        "\(settings.samples) samples do not go with the mode \"\(mode)\"; allowed there: "
          + allowed.map(String.init).joined(separator: ", "), at: place, in: node)
    })
}
