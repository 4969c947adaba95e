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
        "Potential at the start; equal times divide it by equal factors"),
      .optional(
        "to", \.end, .number(.init(MandelbrotRay.potentials)),
        "Potential at the end, 0 being the point where the ray lands"),
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
