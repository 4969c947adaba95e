import FractalMath

extension Shading {
  /// The keys of `shading`.
  static let schema = ObjectSchema(
    "Shading",
    prototype: Shading(),
    fields: [
      .fixed("algorithm", "smooth", .name(oneOf: ["smooth"]), isRequired: false, "Colour by the smooth escape count"),
      .optional(
        "density", \.density, .track(.number(.init(0...10)), interpolation: .monotoneCubic), unit: "cycles/iteration",
        "How fast the palette is run through"),
      .optional(
        "phase", \.phase, .track(.number(.init(-1e6...1e6)), interpolation: .monotoneCubic), unit: "cycles",
        "Shift along the palette; 1 is once round a cyclic palette"),
      .optional("interior", \.interior, .color, "Colour of the points that never escape"),
      .optional("palette", \.palette, .object(Palette.schema), "Colours of the points that escape"),
    ])
}

extension Palette {
  /// The keys of `shading.palette`.
  static let schema = ObjectSchema(
    "Palette",
    prototype: Shading().palette,
    fields: [
      .fixed("space", "oklab", .name(oneOf: ["oklab"]), isRequired: false, "Colour space in which stops are mixed"),
      .optional("cyclic", \.isCyclic, .boolean, "Whether the last stop leads over the end to the first"),
      .optional(
        "stops", \.stops, .nonEmptyArray(.object(Stop.schema), of: "stop"),
        "Colours at places, in strictly ascending order of place"),
    ],
    rule: { palette, node, context in
      let places = palette.stops.indices.map { PresetPath(.key("stops"), .index($0), .key("at")) }
      for (index, (stop, next)) in zip(palette.stops, palette.stops.dropFirst()).enumerated()
      where next.position <= stop.position && context.isSound(places[index]) && context.isSound(places[index + 1]) {
        let (position, before) = (JSONNumber.text(next.position), JSONNumber.text(stop.position))
        context.report(
          "\(position) does not come after the stop before, at \(before)",
          at: places[index + 1], in: node)
      }
    })
}

extension Palette.Stop {
  /// The keys of an element of `shading.palette.stops`.
  static let schema = ObjectSchema(
    "Stop",
    prototype: Palette.Stop(position: 0, color: SRGBColor(red: 0, green: 0, blue: 0)),
    fields: [
      .required("at", \.position, .number(.init(0...1)), unit: "cycles", "Place in the palette"),
      .required("color", \.color, .color, "The colour there"),
    ])
}
