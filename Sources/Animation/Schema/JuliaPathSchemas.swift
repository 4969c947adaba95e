import ComplexModule
import RealModule

extension SchemaKey {
  /// The key `path` of a path called `name`.
  static func path(_ name: String, _ meaning: String) -> SchemaKey {
    .fixed("path", name, .name(oneOf: [name]), isRequired: true, "The kind of path: \(meaning)")
  }

  /// The key `turns` of a path that goes around.
  static func turns(_ value: WritableKeyPath<Root, Double> & Sendable) -> SchemaKey {
    .optional(
      "turns", value, .number(.init(-1e6...1e6)), unit: "turns",
      "Number of turns during the film; negative is clockwise, and with loop \"wrap\" it must be whole")
  }

  /// The key `phase` of a path that goes around.
  static func phase(_ value: WritableKeyPath<Root, ScalarTrack> & Sendable, _ meaning: String) -> SchemaKey {
    .optional(
      "phase", value, .following(.number(.init(-1e6...1e6))), unit: "degrees",
      "\(meaning); what a song adds is added to the turns")
  }
}

extension CirclePath {
  /// What a radius may be.
  static let radii = NumberRange(0...JuliaPath.largestModulus)

  /// The keys of `{"path": "circle", …}`.
  static let schema = ObjectSchema(
    "Circle",
    prototype: CirclePath(),
    fields: [
      .path("circle", "around a circle at constant speed"),
      .optional(
        "center", \.center, .point(largestModulus: JuliaPath.largestModulus), unit: "plane", "Middle of the circle"),
      .optional(
        "radius", \.radius, .following(.number(radii)), unit: "plane",
        "Radius of the circle"),
      .turns(\.turns),
      .phase(\.phaseDegrees, "Where the motion starts, counter-clockwise from the positive real direction"),
    ],
    rule: { circle, node, context in
      guard context.isSound(PresetPath(.key("center"))), context.isSound(PresetPath(.key("radius"))) else { return }
      // What a song adds is known only where the film is.
      let reach = circle.center.length + circle.radius.base.first
      guard reach > JuliaPath.largestModulus else { return }
      let bound = JSONNumber.text(JuliaPath.largestModulus)
      context.report(
        "the circle reaches |c| = \(JSONNumber.text(reach)); allowed: center and radius together at most \(bound)",
        at: PresetPath(.key("radius")), in: node)
    })
}

extension BoundaryPath {
  /// What a factor may be.
  static let factors = NumberRange(0...2)

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
          "factor", \.factor, .following(.number(factors)),
          "|u|, the multiplier's modulus: 1 is the border, 0.9 just inside, 1.1 just outside"),
        .turns(\.turns),
        .phase(\.phaseDegrees, "Argument of u at the start; 0 is rightmost"),
      ])
  }
}

extension EquipotentialPath {
  /// What a potential may be.
  static let potentials = NumberRange(MandelbrotRay.potentials)

  /// The keys of `{"path": "equipotential", …}`.
  static let schema = ObjectSchema(
    "Equipotential",
    prototype: EquipotentialPath(),
    fields: [
      .path("equipotential", "around the Mandelbrot set along a line of equal potential, by external angle"),
      .optional(
        "potential", \.potential, .following(.number(potentials)),
        "Potential; 0 is the set itself, and small values are near it and rich in detail"),
      .turns(\.turns),
      .phase(\.phaseDegrees, "External angle at the start; 0 is rightmost"),
    ])
}

extension RayPath {
  /// The keys of `{"path": "ray", …}`.
  static let schema = ObjectSchema(
    "Ray",
    prototype: RayPath(angleTurns: 0),
    fields: [
      .path("ray", "along an external ray of the Mandelbrot set"),
      .required("angle", \.angleTurns, .turnFraction, unit: "turns", "External angle of the ray"),
      .optional(
        "from", \.start, .number(.init(MandelbrotRay.potentials)),
        "Potential at the start; it is divided by equal factors in equal times"),
      .optional(
        "to", \.end, .number(.init(MandelbrotRay.potentials)),
        "Potential at the end; 0 is the point where the ray lands"),
    ])
}

extension ValueCodec where Value == Double {
  /// An angle in turns, from 0 to 1, as a number or as a fraction in a string.
  fileprivate static var turnFraction: Self {
    let number = ValueCodec.number(.init(0...1))
    return ValueCodec(
      allowed: "\(number.allowed), or a fraction such as \"1/7\"",
      jsonSchema: .anyOf([number.jsonSchema, .text(pattern: "^[0-9]+/[0-9]+$")]),
      read: { node, allowed, context in
        guard case .string(let text) = node.value, text.contains("/") else {
          return number.describing(allowed: allowed).decode(node, &context)
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { UInt32($0) }
        guard parts.count == 2, let numerator = parts[0], let denominator = parts[1], denominator > 0,
          numerator <= denominator
        else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        return Double(numerator) / Double(denominator)
      },
      encode: number.encode)
  }
}

extension LissajousPath {
  private static let largestFrequency = 10_000

  /// The keys of `{"path": "lissajous", …}`.
  static let schema = ObjectSchema(
    "Lissajous",
    prototype: LissajousPath(),
    fields: [
      .path("lissajous", "one oscillation along the real and one along the imaginary direction"),
      .optional(
        "center", \.center, .point(largestModulus: JuliaPath.largestModulus), unit: "plane", "Middle of the figure"),
      .optional(
        "amplitude", \.amplitude, .point(largestModulus: JuliaPath.largestModulus), unit: "plane",
        "Amplitudes along the real and the imaginary direction"),
      .optional(
        "realFrequency", \.realFrequency, .integer(-largestFrequency...largestFrequency), unit: "swings",
        "Swings along the real direction during the film: re + amplitude · cos"),
      .optional(
        "imaginaryFrequency", \.imaginaryFrequency, .integer(-largestFrequency...largestFrequency), unit: "swings",
        "Swings along the imaginary direction during the film: im + amplitude · sin"),
      .optional(
        "realPhase", \.realPhaseDegrees, .number(.init(-1e6...1e6)), unit: "degrees",
        "Where the swing along the real direction starts"),
      .optional(
        "imaginaryPhase", \.imaginaryPhaseDegrees, .number(.init(-1e6...1e6)), unit: "degrees",
        "Where the swing along the imaginary direction starts"),
    ],
    rule: { figure, node, context in
      guard context.isSound(PresetPath(.key("center"))), context.isSound(PresetPath(.key("amplitude"))) else { return }
      let reach = figure.center.length + figure.amplitude.length
      guard reach > JuliaPath.largestModulus else { return }
      let bound = JSONNumber.text(JuliaPath.largestModulus)
      context.report(
        "the figure may reach |c| = \(JSONNumber.text(reach)); allowed: center and amplitude together at most \(bound)",
        at: PresetPath(.key("amplitude")), in: node)
    })
}

extension FollowPath {
  /// The keys of `{"path": "follow", …}`.
  static let schema = ObjectSchema(
    "Follow",
    prototype: FollowPath(),
    fields: [
      .path("follow", "several paths, one after the other"),
      .required(
        "parts", \.parts, .nonEmptyArray(.object(Part.schema), of: "part"),
        "The paths in order; together they are stretched to the length of the film"),
    ])
}

extension FollowPath.Part {
  private static let longest = NumberRange.positive(upTo: 86_400)

  /// The keys of an element of `c.parts`.
  static let schema = ObjectSchema(
    "Part",
    prototype: FollowPath.Part(path: .track(.constant(.zero))),
    fields: [
      .required("c", \.path, .simpleJuliaPath, unit: "plane", "The path of c during this part"),
      .optional("duration", \.durationSeconds, .number(longest), unit: "s", "Time spent on the path"),
      .alternative(
        "easing", \.easing, .easing(permitsOvershoot: false), "The pace along the path; steady by default"
      ),
      .optional(
        "join", \.joinSeconds, .number(.init(0...86_400)), unit: "s",
        "Time for a smooth transition from the path's end to the start of the next; 0 if they are the same point"),
    ])
}
