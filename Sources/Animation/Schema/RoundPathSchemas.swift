import ComplexModule
import RealModule

extension SchemaKey {
  /// The key `path` of a path called `name`.
  static func path(_ name: String, _ meaning: String) -> SchemaKey {
    .fixed("path", name, .name(oneOf: [name]), isRequired: true, "The kind of path: \(meaning)")
  }

  /// The key `turns` of a path that goes round.
  static func turns(_ value: WritableKeyPath<Root, Double> & Sendable) -> SchemaKey {
    .optional(
      "turns", value, .number(.init(-1e6...1e6)), unit: "turns",
      "How often round during the film; negative is clockwise, and with loop \"wrap\" it must be whole")
  }

  /// The key `phase` of a path that goes round.
  static func phase(_ value: WritableKeyPath<Root, Double> & Sendable, _ meaning: String) -> SchemaKey {
    .optional("phase", value, .number(.init(-1e6...1e6)), unit: "degrees", meaning)
  }
}

extension CirclePath {
  /// The keys of `{"path": "circle", …}`.
  static let schema = ObjectSchema(
    "Circle",
    prototype: CirclePath(),
    fields: [
      .path("circle", "steadily round a circle"),
      .optional(
        "center", \.center, .point(largestModulus: JuliaPath.largestModulus), unit: "plane", "Middle of the circle"),
      .optional(
        "radius", \.radius, .number(.init(0...JuliaPath.largestModulus)), unit: "plane", "Radius of the circle"),
      .turns(\.turns),
      .phase(\.phaseDegrees, "Where the motion starts, counter-clockwise from the positive real direction"),
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

extension BoundaryPath {
  /// The keys of `{"path": "cardioid", …}` or `{"path": "bulb", …}`.
  static func schema(_ component: Component) -> ObjectSchema<BoundaryPath> {
    let (title, meaning) =
      switch component {
      case .cardioid: ("Cardioid", "along the border of the Mandelbrot set's heart, c = u/2 − u²/4")
      case .bulb: ("Bulb", "along the border of the disc left of the heart, c = u/4 − 1")
      }
    return ObjectSchema(
      title,
      prototype: BoundaryPath(component: component),
      fields: [
        .path(component.rawValue, meaning),
        .optional(
          "factor", \.factor, .number(.init(0...2)),
          "|u|, the multiplier's modulus: 1 is the border, 0.9 just inside, 1.1 just outside"),
        .turns(\.turns),
        .phase(\.phaseDegrees, "Argument of u at the start; 0 is rightmost"),
      ])
  }
}

extension EquipotentialPath {
  /// The keys of `{"path": "equipotential", …}`.
  static let schema = ObjectSchema(
    "Equipotential",
    prototype: EquipotentialPath(),
    fields: [
      .path("equipotential", "round the Mandelbrot set along a line of equal potential, by external angle"),
      .optional(
        "potential", \.potential, .number(.init(MandelbrotRay.potentials)),
        "Potential, 0 being the set itself: small is near, and rich in detail"),
      .turns(\.turns),
      .phase(\.phaseDegrees, "External angle at the start; 0 is rightmost"),
    ])
}
