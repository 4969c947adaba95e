extension ValueCodec where Value == Easing {
  /// An easing by name, as `cubic-bezier(x1,y1,x2,y2)` or `linear(…)`, or as an object with a curve for each side.
  static func easing(permitsOvershoot: Bool) -> Self {
    let named = Easing.named.filter { permitsOvershoot || $0.easing.staysBetween }
    let names = Easing.named.map(\.name)
    let progress = permitsOvershoot ? "" : " and all of them from 0 to 1"
    let allowed =
      "\(named.map { JSONText.string($0.name) }.joined(separator: ", ")), "
      + "\"cubic-bezier(x1,y1,x2,y2)\" with x1 and x2 from 0 to 1\(progress), \"linear(0, …, 1)\" with points as in CSS"
      + "\(permitsOvershoot ? "" : " from 0 to 1"), or {\"out\": …, \"in\": …}"
    let sides = EasingSides.schema
    return ValueCodec(
      allowed: allowed,
      jsonSchema: .anyOf([
        .names(names), .text(pattern: CubicBezier.pattern), .text(pattern: PiecewiseProgress.pattern), sides.jsonSchema,
      ]),
      read: { node, allowed, context in
        var easing: Easing?
        if case .object = node.value {
          let decoded = sides.decode(node, &context)
          easing = .curve(CubicBezier(decoded.out.x1, decoded.out.y1, decoded.arriving.x2, decoded.arriving.y2))
        } else {
          easing = context.easing(node, names: names, allowed: allowed)
        }
        guard let easing else { return nil }
        guard permitsOvershoot || easing.staysBetween else {
          context.judging(.semantic) {
            $0.report("\(easing.json) overshoots, which points cannot; allowed: \(allowed)", at: node.origin)
          }
          return nil
        }
        return easing
      },
      encode: \.json)
  }
}

extension Easing {
  /// The easing as JSON: its name, if it has one.
  fileprivate var json: String {
    if let known = Self.named.first(where: { $0.easing == self }) { return JSONText.string(known.name) }
    switch self {
    case .hold: return JSONText.string("hold")
    case .motion(let motion): return JSONText.string(motion.rawValue)
    case .curve(let curve): return JSONText.string(curve.css)
    case .points(let progress): return JSONText.string(progress.css)
    }
  }
}

extension DecodingContext {
  /// The easing that `node` writes in a string; if there is none, this is reported.
  fileprivate mutating func easing(_ node: JSONNode, names: [String], allowed: String) -> Easing? {
    guard case .string(let text) = node.value else {
      refuse(node, allowed: allowed)
      return nil
    }
    if names.contains(text), let known = Easing.named.first(where: { $0.name == text }) { return known.easing }
    if let curve = CubicBezier(css: text) { return .curve(curve) }
    if let points = PiecewiseProgress(css: text) { return .points(points) }
    if text.hasPrefix("cubic-bezier") || text.hasPrefix("linear(") {
      let reason = text.hasPrefix("linear(") ? PiecewiseProgress.rule : "is not a timing curve"
      report("“\(text.printable)” \(reason); allowed: \(allowed)", at: node.origin)
    } else {
      report(
        "“\(text.printable)” is unknown; \(Spelling.advice(on: text, among: names, allowed: allowed))", at: node.origin)
    }
    return nil
  }
}

/// The object that gives each side of an easing by a curve: `out` is how the keyframe is left, the first handle of its
/// curve; `in` is how the next is reached, the second handle of its curve.
private struct EasingSides: Sendable {
  var out = CubicBezier(0, 0, 1, 1)
  var arriving = CubicBezier(0, 0, 1, 1)

  static let schema = ObjectSchema(
    "Easing by sides",
    prototype: EasingSides(),
    fields: [
      .optional("out", \.out, .side, "How the keyframe is left: the first handle of this curve"),
      .optional("in", \.arriving, .side, "How the next is reached: the second handle of this curve"),
    ])
}

extension ValueCodec where Value == CubicBezier {
  /// A timing curve by name or by its handles.
  fileprivate static var side: Self {
    let names = Easing.named.compactMap { if case .curve = $0.easing { $0.name } else { nil } }
    return ValueCodec(
      allowed: "\(names.map(JSONText.string).joined(separator: ", ")), \"cubic-bezier(x1,y1,x2,y2)\"",
      jsonSchema: .anyOf([.names(names), .text(pattern: CubicBezier.pattern)]),
      read: { node, allowed, context in
        guard let easing = context.easing(node, names: names, allowed: allowed) else { return nil }
        guard case .curve(let curve) = easing else {
          context.report("\(easing.json) has no sides; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return curve
      },
      encode: { Easing.curve($0).json })
  }
}
