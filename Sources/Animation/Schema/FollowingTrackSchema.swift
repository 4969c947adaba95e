import ComplexModule
import FractalMath
import RealModule

extension FollowingTrack where Follower: SongFollowing {
  /// The keys of an object called `title` with a `base` and what follows a song.
  static func schema(
    _ title: String, base: ValueCodec<Track<Method>>, _ meaning: String, follower: ObjectSchema<Follower>
  ) -> ObjectSchema<FollowingTrack> {
    ObjectSchema(
      title,
      prototype: .constant(Method.placeholder),
      fields: [
        .required("base", \.base, base, meaning),
        .required("audio", \.followed, .follower(follower), "What follows the song"),
      ])
  }

  /// What follows the song, for its key.
  private var followed: Follower {
    get { follower ?? Follower() }
    set { follower = newValue }
  }
}

extension FollowingPoint {
  /// The keys of a point with a song.
  static func schema(base: ValueCodec<PointTrack>) -> ObjectSchema<FollowingPoint> {
    schema("Point with a song", base: base, "What is added to", follower: PointFollower.schema)
  }
}

extension ColorTrack {
  /// The keys of a colour with a song.
  static func schema(base: ValueCodec<Track<ColorInterpolation>>) -> ObjectSchema<ColorTrack> {
    schema(
      "Colour with a song", base: base, "What is seen where nothing is mixed in",
      follower: MixtureFollower<ColorInterpolation>.schema)
  }
}

extension PaletteTrack {
  /// The keys of a palette with a song.
  static func schema(base: ValueCodec<Track<PaletteInterpolation>>) -> ObjectSchema<PaletteTrack> {
    schema(
      "Palette with a song", base: base, "What is seen where nothing is mixed in",
      follower: MixtureFollower<PaletteInterpolation>.schema)
  }
}

extension PointFollower {
  private static let largestModulus = 1e6

  /// The keys of `audio` beside the base of a point.
  static let schema = schema(
    "Points following a song",
    to: .required(
      "to", \.range, .pair(of: .point(largestModulus: largestModulus), "points [re, im]"), unit: "plane",
      "What is added where the feature is 0, and where it is 1; with integrate in units per second"))

  private var range: [Complex<Double>] {
    get { [least, most] }
    set { if newValue.count == 2 { (least, most) = (newValue[0], newValue[1]) } }
  }
}

extension MixtureFollower {
  /// The keys of `audio` beside the base of something into which what `target` reads is mixed.
  fileprivate static func schema(
    _ title: String, _ target: ValueCodec<Method.Value>, _ meaning: String
  ) -> ObjectSchema<Self> {
    let amounts = NumberRange(0...1)
    return schema(
      title,
      to: .required(
        "to", \.song.range, .pair(of: .number(amounts), "numbers \(amounts)"),
        "How much is mixed in where the feature is 0, and where it is 1: 0 is nothing, 1 leaves nothing else"),
      integrate: "As for numbers, but always false: how much is mixed in is no speed",
      others: [.required("toward", \.target, target, meaning)],
      rule: { follower, node, context in
        let place = PresetPath(.key("integrate"))
        guard follower.song.isIntegrated, context.isSound(place) else { return }
        context.report(
          "how much is mixed in is from 0 to 1, and no speed; allowed: false", at: place, in: node)
      })
  }
}

extension MixtureFollower<ColorInterpolation> {
  /// The keys of `audio` beside the base of a colour.
  static var schema: ObjectSchema<Self> {
    schema("Colours following a song", .color, "The colour that is mixed in, in Oklab")
  }
}

extension MixtureFollower<PaletteInterpolation> {
  /// The keys of `audio` beside the base of a palette.
  static var schema: ObjectSchema<Self> {
    schema(
      "Palettes following a song", .colorOrPalette,
      "The colour or the palette that is mixed in, in Oklab; a palette of as many stops moves each of them")
  }
}

extension ValueCodec where Value == Palette {
  /// A palette, or one colour, which is read as a palette of one stop.
  fileprivate static var colorOrPalette: Self {
    let (color, palette) = (ValueCodec<SRGBColor>.color, ValueCodec<Palette>.palette)
    var codec = ValueCodec(
      allowed: "\(color.allowed), or \(palette.allowed)",
      jsonSchema: .anyOf([color.jsonSchema, palette.jsonSchema]),
      read: { node, allowed, context in
        if case .string(let text) = node.value, let color = SRGBColor(translucent: text) {
          return Palette(stops: [Palette.Stop(position: 0, color: color)], isCyclic: true)
        }
        if case .string(let text) = node.value, text.hasPrefix("#") {
          context.refuse(node, allowed: allowed)
          return nil
        }
        return palette.describing(allowed: allowed).decode(node, &context)
      },
      encode: palette.encode)
    codec.section = palette.section
    return codec
  }
}

extension ValueCodec where Value == FollowingPoint {
  /// A point read by `point`, keyframes of such, or a base of these with what follows a song.
  static func followingPoint(_ point: ValueCodec<PlanePoint>) -> Self {
    let base = ValueCodec<PointTrack>.track(point, interpolation: .catmullRom)
    return base.following(FollowingPoint.schema(base: base))
  }
}

extension ValueCodec {
  /// A value that this codec reads, or an object of `schema`, which has it as its base.
  func following<Method, Follower>(
    _ schema: ObjectSchema<FollowingTrack<Method, Follower>>
  ) -> ValueCodec<FollowingTrack<Method, Follower>> where Value == Track<Method> {
    var codec = ValueCodec<FollowingTrack<Method, Follower>>(
      allowed: "\(allowed), or a base with a song",
      jsonSchema: .anyOf([jsonSchema, schema.jsonSchema]),
      read: { node, allowed, context in
        if context.refusesSong(of: node) { return nil }
        if node.hasSong { return schema.decode(node, &context) }
        return describing(allowed: allowed).decode(node, &context).map { FollowingTrack(base: $0) }
      },
      encode: { track in track.follower == nil ? encode(track.base) : schema.encode(track) })
    codec.section = section
    return codec
  }
}

extension JSONNode {
  /// Whether this is an object with a base and what follows a song, or meant as one.
  var hasSong: Bool { self["base"] != nil || self["audio"] != nil }
}

extension DecodingContext {
  /// Whether what follows a song stands in `node` beside the keys of something else than a base, which is reported.
  mutating func refusesSong(of node: JSONNode) -> Bool {
    guard let audio = node["audio"], node["base"] == nil,
      ["keyframes", "path", "stops"].contains(where: { node[$0] != nil })
    else { return false }
    within(.key("audio")) {
      $0.report("what follows a song is beside a base; allowed: {\"base\": …, \"audio\": …}", at: audio.origin)
    }
    return true
  }
}
