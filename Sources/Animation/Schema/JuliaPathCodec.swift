import ComplexModule
import RealModule

extension ValueCodec where Value == JuliaPath {
  /// A point, keyframes, an object whose key `path` names a kind of path, or a base of these with what follows a song.
  static var juliaPath: Self {
    let base = juliaPath(of: JuliaPathKind.simple + [.follow])
    let schema = ShiftedPath.schema(base: base)
    return ValueCodec(
      allowed: "\(base.allowed), or a base with a song",
      jsonSchema: .anyOf([base.jsonSchema, schema.jsonSchema]),
      read: { node, allowed, context in
        if context.refusesSong(of: node) { return nil }
        if node.hasSong {
          let shifted = schema.decode(node, &context)
          return .shifted(shifted.base, shifted.follower)
        }
        return base.describing(allowed: allowed).decode(node, &context)
      },
      encode: { path in
        guard case .shifted(let path, let follower) = path else { return base.encode(path) }
        return schema.encode(ShiftedPath(base: path, follower: follower))
      })
  }

  /// The same without sequences of paths.
  static var simpleJuliaPath: Self { juliaPath(of: JuliaPathKind.simple) }

  private static func juliaPath(of kinds: [JuliaPathKind]) -> Self {
    let track = ValueCodec<PointTrack>.track(
      .planePoint(largestModulus: JuliaPath.largestModulus), interpolation: .catmullRom)
    let name = ValueCodec<String>.name(oneOf: kinds.map(\.name))
    return ValueCodec(
      allowed: "\(track.allowed), or a path such as {\"path\": \"circle\"}",
      jsonSchema: .anyOf([track.jsonSchema] + kinds.map(\.jsonSchema)),
      read: { node, allowed, context in
        if let path = node["path"] {
          let chosen = context.within(.key("path")) { name.decode(path, &$0) }
          return kinds.first { $0.name == chosen }?.decode(node, &context)
        }
        if case .object = node.value, node["keyframes"] == nil {
          context.report(
            "an object needs the key \"keyframes\" or the key \"path\"; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return track.describing(allowed: allowed).decode(node, &context).map { .track($0) }
      },
      encode: { path in
        if case .track(let value) = path { return track.encode(value) }
        return kinds.lazy.compactMap { $0.encode(path) }.first ?? ""
      })
  }
}

/// The object that describes a path to whose points a song adds something.
struct ShiftedPath: Sendable {
  var base: JuliaPath
  var follower = PointFollower()

  /// Its keys.
  static func schema(base: ValueCodec<JuliaPath>) -> ObjectSchema<ShiftedPath> {
    ObjectSchema(
      "Path with a song",
      prototype: ShiftedPath(base: .track(.constant(.zero))),
      fields: [
        .required("base", \.base, base, "What is added to: a point, keyframes or a path"),
        .required("audio", \.follower, .follower(PointFollower.schema), "What follows the song"),
      ])
  }
}

/// A kind of path that the key `path` names.
private struct JuliaPathKind: Sendable {
  let name: String
  let decode: @Sendable (JSONNode, inout DecodingContext) -> JuliaPath
  /// The path as JSON text; `nil` if it is of another kind.
  let encode: @Sendable (JuliaPath) -> String?
  let jsonSchema: JSONSchema

  init<Path>(
    _ name: String, _ schema: ObjectSchema<Path>, path: @escaping @Sendable (Path) -> JuliaPath,
    value: @escaping @Sendable (JuliaPath) -> Path?
  ) {
    self.name = name
    decode = { node, context in path(schema.decode(node, &context)) }
    encode = { value($0).map(schema.encode) }
    jsonSchema = schema.jsonSchema
  }

  /// All except sequences.
  static var simple: [JuliaPathKind] {
    [
      JuliaPathKind("circle", CirclePath.schema, path: JuliaPath.circle) {
        if case .circle(let path) = $0 { path } else { nil }
      },
      boundary(.cardioid), boundary(.bulb),
      JuliaPathKind("lissajous", LissajousPath.schema, path: JuliaPath.lissajous) {
        if case .lissajous(let path) = $0 { path } else { nil }
      },
      JuliaPathKind("ray", RayPath.schema, path: JuliaPath.ray) {
        if case .ray(let path) = $0 { path } else { nil }
      },
      JuliaPathKind("equipotential", EquipotentialPath.schema, path: JuliaPath.equipotential) {
        if case .equipotential(let path) = $0 { path } else { nil }
      },
    ]
  }

  static var follow: JuliaPathKind {
    JuliaPathKind("follow", FollowPath.schema, path: JuliaPath.follow) {
      if case .follow(let path) = $0 { path } else { nil }
    }
  }

  private static func boundary(_ component: BoundaryPath.Component) -> JuliaPathKind {
    JuliaPathKind(component.rawValue, BoundaryPath.schema(component), path: JuliaPath.boundary) {
      if case .boundary(let path) = $0, path.component == component { path } else { nil }
    }
  }
}
