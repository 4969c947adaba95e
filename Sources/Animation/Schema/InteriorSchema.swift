import FractalMath

extension ValueCodec where Value == InteriorShading {
  /// One colour, or an object that names a property of each orbit.
  static var interior: Self {
    let color = ValueCodec<ColorTrack>.colorTrack
    let schema = InteriorPalette.schema
    return ValueCodec(
      allowed: "\(color.allowed), or an object such as {\"by\": \"period\"}",
      jsonSchema: .anyOf([color.jsonSchema, schema.jsonSchema]),
      read: { node, allowed, context in
        if case .object = node.value, node["keyframes"] == nil, node["by"] != nil || !node.hasSong {
          return .palette(schema.decode(node, &context))
        }
        return color.describing(allowed: allowed).decode(node, &context).map { .flat($0) }
      },
      encode: { interior in
        switch interior {
        case .flat(let value): color.encode(value)
        case .palette(let value): schema.encode(value)
        }
      }
    ).lasting { interior in
      switch interior {
      case .flat(let value): color.encodeLasting(value)
      case .palette(let value): schema.encodeLasting(value)
      }
    }
  }
}

extension InteriorPalette {
  /// The keys of `shading.interior` as an object.
  static let schema = ObjectSchema(
    "Interior",
    prototype: InteriorPalette(),
    fields: [
      .required(
        "by", \.quantity, .varied,
        "The property of each orbit: \"period\" of the cycle that it ends in, \"convergence\", the smooth number of steps "
          + "until it is close to the cycle, or \"nearest\", the least |zₙ|"),
      .optional(
        "density", \.density, .number(Shading.densityRange), unit: "cycles/value",
        "How fast the palette is traversed; by default 0.1 for periods, 0.02 for convergence, 1 for nearest"),
      .optional("palette", \.palette, .palette, "Colours of the interior"),
    ],
    completion: { interior, node in
      if node["density"] == nil { interior.density = interior.defaultDensity }
    })
}

extension ValueCodec where Value == InteriorQuantity {
  /// A property that differs from orbit to orbit.
  fileprivate static var varied: Self {
    let name = ValueCodec<String>.name(oneOf: InteriorQuantity.allCases.filter { $0 != .flat }.map(\.rawValue))
    return ValueCodec(
      allowed: name.allowed,
      jsonSchema: name.jsonSchema,
      read: { node, _, context in name.decode(node, &context).flatMap(InteriorQuantity.init(rawValue:)) },
      encode: { name.encode($0.rawValue) })
  }
}
