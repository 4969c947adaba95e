extension ValueCodec where Value == Easing {
  /// An easing by name, as `cubic-bezier(x1,y1,x2,y2)`, or as an object with one for each side.
  static func easing(permitsOvershoot: Bool) -> Self {
    let names = ["hold"] + Easing.named.map(\.name)
    let progress = permitsOvershoot ? "" : " and all of them from 0 to 1"
    let allowed =
      "\(names.map(JSONText.string).joined(separator: ", ")), "
      + "\"cubic-bezier(x1,y1,x2,y2)\" with x1 and x2 from 0 to 1\(progress), or {\"out\": …, \"in\": …}"
    let curve = ValueCodec<CubicBezier>.cubicBezier(
      allowed: "\(Easing.named.map { JSONText.string($0.name) }.joined(separator: ", ")), \"cubic-bezier(x1,y1,x2,y2)\""
    )
    let sides = EasingSides.schema(side: curve)
    return ValueCodec(
      allowed: allowed,
      jsonSchema: .anyOf([.names(["hold"]), curve.jsonSchema, sides.jsonSchema]),
      read: { node, allowed, context in
        if case .string("hold") = node.value { return .hold }
        var easing: CubicBezier?
        if case .object = node.value {
          let decoded = sides.decode(node, &context)
          easing = CubicBezier(decoded.out.x1, decoded.out.y1, decoded.arriving.x2, decoded.arriving.y2)
        } else {
          easing = curve.describing(allowed: allowed).decode(node, &context)
        }
        guard let easing else { return nil }
        guard permitsOvershoot || easing.isMonotone else {
          context.report(
            "\(curve.encode(easing)) overshoots, which points cannot; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return .curve(easing)
      },
      encode: { easing in
        switch easing {
        case .hold: JSONText.string("hold")
        case .curve(let value): curve.encode(value)
        }
      })
  }
}

/// The object that gives each side of an easing by a curve: `out` is how the keyframe is left, the first handle of its
/// curve; `in` is how the next is reached, the second handle of its curve.
private struct EasingSides: Sendable {
  var out = CubicBezier(0, 0, 1, 1)
  var arriving = CubicBezier(0, 0, 1, 1)

  static func schema(side: ValueCodec<CubicBezier>) -> ObjectSchema<EasingSides> {
    ObjectSchema(
      "Easing by sides",
      prototype: EasingSides(),
      fields: [
        .optional("out", \.out, side, "How the keyframe is left: the first handle of this curve"),
        .optional("in", \.arriving, side, "How the next is reached: the second handle of this curve"),
      ])
  }
}

extension ValueCodec where Value == CubicBezier {
  private static let largestProgress = 10.0

  /// A timing curve by name or by its handles.
  fileprivate static func cubicBezier(allowed: String) -> Self {
    let names = Easing.named.map(\.name)
    return ValueCodec(
      allowed: allowed,
      jsonSchema: .anyOf([.names(names), .text(pattern: #"^cubic-bezier\([-+0-9.eE, ]+\)$"#)]),
      read: { node, allowed, context in
        guard case .string(let text) = node.value else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        if let known = Easing.named.first(where: { $0.name == text }) { return known.curve }
        guard text.hasPrefix("cubic-bezier") else {
          let advice = Spelling.advice(on: text, among: ["hold"] + names, allowed: allowed)
          context.report("“\(text.printable)” is unknown; \(advice)", at: node.origin)
          return nil
        }
        guard let curve = handles(text) else {
          context.report("“\(text.printable)” is not a timing curve; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return curve
      },
      encode: { curve in
        if let known = Easing.named.first(where: { $0.curve == curve }) { return JSONText.string(known.name) }
        let numbers = [curve.x1, curve.y1, curve.x2, curve.y2].map(JSONNumber.text).joined(separator: ",")
        return JSONText.string("cubic-bezier(\(numbers))")
      })
  }

  /// Reads `cubic-bezier(x1,y1,x2,y2)`, with spaces wherever CSS allows them.
  private static func handles(_ text: String) -> CubicBezier? {
    guard text.hasPrefix("cubic-bezier("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst("cubic-bezier(".count).dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      JSONNumber.value(of: String(part.split(separator: " ").joined(separator: " ")))
    }
    guard numbers.count == 4, parts.count == 4 else { return nil }
    let isWithin = (0...1).contains(numbers[0]) && (0...1).contains(numbers[2])
    guard isWithin, abs(numbers[1]) <= largestProgress, abs(numbers[3]) <= largestProgress else { return nil }
    return CubicBezier(numbers[0], numbers[1], numbers[2], numbers[3])
  }
}
