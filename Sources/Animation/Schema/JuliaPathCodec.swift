import ComplexModule
import RealModule

extension ValueCodec where Value == JuliaPath {
  /// A point, keyframes, or an object whose key `path` names a kind of path.
  static var juliaPath: Self {
    let track = ValueCodec<PointTrack>.track(
      .point(largestModulus: JuliaPath.largestModulus), interpolation: .catmullRom)
    let circle = CirclePath.schema
    return ValueCodec(
      allowed: "\(track.allowed), or a path such as {\"path\": \"circle\"}",
      read: { node, allowed, context in
        if node["path"] != nil { return .circle(circle.decode(node, &context)) }
        if case .object = node.value, node["keyframes"] == nil {
          context.report(
            "an object needs the key \"keyframes\" or the key \"path\"; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return track.describing(allowed: allowed).decode(node, &context).map { .track($0) }
      },
      encode: { path in
        switch path {
        case .track(let value): track.encode(value)
        case .circle(let value): circle.encode(value)
        }
      })
  }
}

extension CirclePath {
  /// The keys of `{"path": "circle", …}`.
  static let schema = ObjectSchema(
    "Circle",
    prototype: CirclePath(),
    fields: [
      .fixed("path", "circle", .name(oneOf: ["circle"]), isRequired: true, "The kind of path: steadily round a circle"),
      .optional(
        "center", \.center, .point(largestModulus: JuliaPath.largestModulus), unit: "plane", "Middle of the circle"),
      .optional(
        "radius", \.radius, .number(.init(0...JuliaPath.largestModulus)), unit: "plane", "Radius of the circle"),
      .optional(
        "turns", \.turns, .number(.init(-1e6...1e6)), unit: "turns",
        "How often round during the film; negative is clockwise, and with loop \"wrap\" it must be whole"),
      .optional(
        "phase", \.phaseDegrees, .number(.init(-1e6...1e6)), unit: "degrees",
        "Where the motion starts, counter-clockwise from the positive real direction"),
    ],
    rule: { circle, node, context in
      guard context.isSound(PresetPath(.key("center"))), context.isSound(PresetPath(.key("radius"))) else { return }
      let reach = circle.center.length + circle.radius
      guard reach > JuliaPath.largestModulus else { return }
      let bound = JSONNumber.text(JuliaPath.largestModulus)
      context.report(
        "the circle reaches |c| = \(JSONNumber.text(reach)); allowed: center and radius together at most \(bound)",
        at: PresetPath(.key("radius")), in: node)
    })
}
