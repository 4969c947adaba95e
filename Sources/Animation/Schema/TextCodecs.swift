import FractalMath

extension ValueCodec where Value == String {
  /// Any text.
  static var text: Self { text(allowed: "a string", .type("string")) { _ in true } }

  /// Text with at least one character that is not white space.
  static var nonEmptyText: Self {
    text(allowed: "a string that is not empty", .text(pattern: #"\S"#)) { $0.contains { !$0.isWhitespace } }
  }

  private static func text(
    allowed: String, _ jsonSchema: JSONSchema, _ isAllowed: @escaping @Sendable (String) -> Bool
  ) -> Self {
    ValueCodec(
      allowed: allowed,
      jsonSchema: jsonSchema,
      read: { node, allowed, context in
        guard case .string(let text) = node.value, isAllowed(text) else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        return text
      },
      encode: JSONText.string)
  }

  /// One of `names`.
  static func name(oneOf names: [String]) -> Self {
    ValueCodec(
      allowed: names.map(JSONText.string).joined(separator: ", "),
      jsonSchema: .names(names),
      read: { node, allowed, context in
        guard case .string(let text) = node.value else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        guard names.contains(text) else {
          let advice = Spelling.advice(on: text, among: names, allowed: allowed)
          context.report("“\(text.printable)” is unknown; \(advice)", at: node.origin)
          return nil
        }
        return text
      },
      encode: JSONText.string)
  }
}

extension ValueCodec where Value: CaseIterable & RawRepresentable<String> {
  /// One of the cases, by raw value.
  static var choice: Self {
    let name = ValueCodec<String>.name(oneOf: Value.allCases.map(\.rawValue))
    return ValueCodec(
      allowed: name.allowed,
      jsonSchema: name.jsonSchema,
      read: { node, _, context in name.decode(node, &context).flatMap(Value.init(rawValue:)) },
      encode: { name.encode($0.rawValue) })
  }
}

extension ValueCodec where Value == Bool {
  /// `true` or `false`.
  static var boolean: Self {
    ValueCodec(
      allowed: "true or false",
      jsonSchema: .type("boolean"),
      read: { node, allowed, context in
        guard case .boolean(let flag) = node.value else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        return flag
      },
      encode: JSONText.boolean)
  }
}

extension ValueCodec where Value == SRGBColor {
  /// A colour like `#00a1ff` or `#0af`, or with an opacity `#00a1ff80`, `#0af8` or `transparent`.
  static var color: Self {
    ValueCodec(
      allowed: "a colour \"#rrggbb\" or \"#rgb\", with an opacity \"#rrggbbaa\", \"#rgba\" or \"transparent\"",
      jsonSchema: .text(pattern: "^(#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|transparent)$"),
      read: { node, allowed, context in
        guard case .string(let text) = node.value, let color = SRGBColor(translucent: text) else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        return color
      },
      encode: { JSONText.string($0.description) })
  }
}
