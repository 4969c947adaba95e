extension AntialiasingSettings {
  /// The keys of `antialiasing`.
  static let schema = ObjectSchema(
    "Antialiasing",
    prototype: AntialiasingSettings(),
    fields: [
      .optional(
        "mode", \.mode, .choice,
        "\"none\" takes one sample per pixel, \"grid\" the same number in each, \"adaptive\" more only where neighbours "
          + "differ"),
      .optional(
        "samples", \.samples, .integer(oneOf: sampleCounts),
        "Samples per pixel with \"grid\", the maximum per pixel with \"adaptive\": there 4, 16 or 64"),
      .optional(
        "threshold", \.threshold, .number(.init(0...1)),
        "With \"adaptive\": how much neighbours must differ, as a fraction of a component's whole range; 0 samples "
          + "every pixel fully"),
      .optional(
        "filter", \.filter, .choice,
        "\"box\" is the mean of a pixel's own samples; \"mitchell\", with \"grid\" only, weighs those of its neighbours "
          + "too: slanted lines show no steps, and pictures are a little softer"),
    ],
    rule: { settings, node, context in
      guard context.isSound(PresetPath(.key("mode"))) else { return }
      let filterPlace = PresetPath(.key("filter"))
      if context.isSound(filterPlace), settings.mode == .adaptive, settings.filter == .mitchell {
        context.report(
          "the filter \"mitchell\" does not go with the mode \"adaptive\"; allowed there: \"box\"", at: filterPlace,
          in: node)
      }
      let place = PresetPath(.key("samples"))
      guard context.isSound(place) else { return }
      let allowed = settings.mode.sampleCounts
      guard !allowed.contains(settings.samples) else { return }
      let mode = settings.mode.rawValue
      context.report(
        "\(settings.samples) samples do not go with the mode \"\(mode)\"; allowed there: "
          + allowed.map(String.init).joined(separator: ", "), at: place, in: node)
    })
}

extension ShutterSettings {
  /// The keys of `shutter`.
  static let schema = ObjectSchema(
    "Shutter",
    prototype: ShutterSettings(),
    fields: [
      .optional(
        "angle", \.angleDegrees, .number(.positive(upTo: 360)), unit: "degrees",
        "The part of a frame's time in which the shutter is open: 360 is all of it, 180 half, around the frame's own moment"
      ),
      .optional(
        "samples", \.samples, .integer(sampleCounts),
        "Moments at which the samples of a pixel are taken, at most one for each sample of the anti-aliasing; without "
          + "anti-aliasing the samples of a pixel"),
    ])
}
