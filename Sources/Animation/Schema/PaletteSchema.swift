import FractalMath

extension ValueCodec where Value == Palette {
  /// An object with stops, or the name of a shipped palette.
  static var palette: Self {
    let names = ShippedPalette.names
    let name = ValueCodec<String>.name(oneOf: names)
    let schema = Palette.schema
    var codec = ValueCodec(
      allowed: "an object, or the name of a shipped palette: \(name.allowed)",
      jsonSchema: .anyOf([schema.jsonSchema, name.jsonSchema]),
      read: { node, allowed, context in
        switch node.value {
        case .object: return schema.decode(node, &context)
        case .string: return name.decode(node, &context).flatMap(ShippedPalette.named)?.palette
        default:
          context.refuse(node, allowed: allowed)
          return nil
        }
      },
      encode: schema.encode)
    codec.section = schema.outline.title
    return codec
  }
}

extension ValueCodec where Value == Track<PaletteInterpolation> {
  /// A palette, or keyframes of such.
  static var palettes: Self {
    ValueCodec<Palette>.palette.changing(interpolation: PaletteInterpolation.oklab, "palettes")
  }
}

extension ValueCodec where Value == PaletteTrack {
  /// A palette, keyframes of such, or a base of these with a song; where it changes, only that is lasting.
  static var paletteTrack: Self {
    let base = ValueCodec<Track<PaletteInterpolation>>.palettes
    return base.following(PaletteTrack.schema(base: base)).lasting { $0.isConstant ? base.encode($0.base) : changes }
  }
}

extension ValueCodec where Value == Track<ColorInterpolation> {
  /// A colour, or keyframes of such.
  static var colors: Self {
    ValueCodec<SRGBColor>.color.changing(interpolation: ColorInterpolation.oklab, "colours")
  }
}

extension ValueCodec where Value == ColorTrack {
  /// A colour, keyframes of such, or a base of these with a song; where it changes, only that is lasting.
  static var colorTrack: Self {
    let base = ValueCodec<Track<ColorInterpolation>>.colors
    return base.following(ColorTrack.schema(base: base)).lasting { $0.isConstant ? base.encode($0.base) : changes }
  }
}

/// What is lasting of colours that change.
private let changes = JSONText.string("changes")

extension ValueCodec {
  /// A value that this codec reads, or an object with keyframes of such.
  fileprivate func changing<Method>(interpolation: Method, _ things: String) -> ValueCodec<Track<Method>>
  where Method.Value == Value {
    let keyframes = ValueCodec<Track<Method>>.keyframes(
      of: self, interpolation: interpolation, title: "Keyframes of \(things)")
    var codec = ValueCodec<Track<Method>>(
      allowed: "\(allowed), or keyframes", jsonSchema: .anyOf([jsonSchema, keyframes.jsonSchema]),
      read: { node, allowed, context in
        if node["keyframes"] != nil { return keyframes.decode(node, &context) }
        return describing(allowed: allowed).decode(node, &context).map { .constant($0) }
      },
      encode: { track in
        if case .constant(let value) = track { encode(value) } else { keyframes.encode(track) }
      })
    codec.section = section
    return codec
  }
}

extension Palette {
  /// The keys of `shading.palette`.
  static let schema = ObjectSchema(
    "Palette",
    prototype: Shading.defaultPalette,
    fields: [
      .ignored("description", .text, "What the palette looks like; ignored"),
      .fixed("space", "oklab", .name(oneOf: ["oklab"]), isRequired: false, "Colour space in which stops are mixed"),
      .optional("cyclic", \.isCyclic, .boolean, "Whether the last stop continues over the end to the first"),
      .optional(
        "stops", \.stops, .nonEmptyArray(.object(Stop.schema), of: "stop"),
        "Colours at positions, in strictly ascending order"),
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
      .required("at", \.position, .number(.init(0...1)), unit: "cycles", "Position in the palette"),
      .required("color", \.color, .color, "Colour at that position"),
    ])
}
