extension SwingingTrack {
  private static var amplitudes: NumberRange { NumberRange(-1e6...1e6) }
  private static var periods: NumberRange { NumberRange(0.001...86_400) }

  /// The keys of a value that swings about a `base`.
  static func schema(base: ValueCodec<Track<Method>>) -> ObjectSchema<SwingingTrack> {
    ObjectSchema(
      "Wave",
      prototype: .constant(Method.placeholder),
      fields: [
        .required("base", \.base, base, "What the wave is added to"),
        .required(
          "wave", \.swing.wave, .choice,
          "The shape of a period: \"sine\" and \"triangle\" go from 0 to 1, to −1 and back, \"pulse\" from 0 quickly to 1 and slowly back"
        ),
        .required(
          "period", \.swing.periodSeconds, .number(periods), unit: "s",
          "Length of a period; with loop \"wrap\" the film's duration must be a multiple of it"),
        .required(
          "amplitude", \.swing.amplitude, .number(amplitudes),
          "What the shape is multiplied by, in the unit of the base"),
        .optional(
          "phase", \.swing.phase, .number(amplitudes), unit: "periods", "How far the wave is at the start of the film"),
        .alternative("audio", \.follower, .follower, "What follows the song and is added, too"),
      ])
  }

  /// The keys of a value that follows a song, added to a `base`.
  static func followingSchema(base: ValueCodec<Track<Method>>) -> ObjectSchema<SwingingTrack> {
    ObjectSchema(
      "Value with a song",
      prototype: .constant(Method.placeholder),
      fields: [
        .required("base", \.base, base, "What is added to"),
        .required("audio", \.followed, .follower, "What follows the song"),
      ])
  }

  /// The wave, for its keys.
  private var swing: Oscillation {
    get { oscillation ?? Oscillation() }
    set { oscillation = newValue }
  }

  /// What follows the song, for its key.
  private var followed: SongFollower {
    get { follower ?? SongFollower() }
    set { follower = newValue }
  }
}

extension ValueCodec where Value == ScalarTrack {
  /// A number read by `number`, or one with what follows a song and is added.
  static func following(_ number: ValueCodec<Double>) -> Self {
    let base = ValueCodec<Track<ScalarInterpolation>>(
      allowed: number.allowed, jsonSchema: number.jsonSchema,
      read: { node, allowed, context in
        number.describing(allowed: allowed).decode(node, &context).map { .constant($0) }
      },
      encode: { number.encode($0.first) })
    let following = ScalarTrack.followingSchema(base: base)
    return ValueCodec(
      allowed: "\(number.allowed), or a base with a song",
      jsonSchema: .anyOf([number.jsonSchema, following.jsonSchema]),
      read: { node, allowed, context in
        if case .object = node.value { return following.decode(node, &context) }
        return base.describing(allowed: allowed).decode(node, &context).map { ScalarTrack(base: $0) }
      },
      encode: { $0.follower == nil ? base.encode($0.base) : following.encode($0) })
  }
}

extension ValueCodec {
  /// A constant read by `value`, an object with keyframes of such values, or one with a base and a wave, or a base and what follows a song.
  static func track<Method>(
    _ value: ValueCodec<Method.Value>, interpolation: Method
  ) -> Self where Value == SwingingTrack<Method> {
    let base = ValueCodec<Track<Method>>.track(value, interpolation: interpolation)
    let wave = SwingingTrack.schema(base: base)
    let following = SwingingTrack.followingSchema(base: base)
    return ValueCodec(
      allowed: "\(base.allowed), or a wave, or a base with a song",
      jsonSchema: .anyOf([base.jsonSchema, wave.jsonSchema, following.jsonSchema]),
      read: { node, allowed, context in
        if let audio = node["audio"], node["wave"] == nil {
          guard node["base"] == nil, node["keyframes"] != nil else { return following.decode(node, &context) }
          context.within(.key("audio")) {
            $0.report(
              "what follows a song is beside a base; allowed: {\"base\": {\"keyframes\": …}, \"audio\": …}",
              at: audio.origin)
          }
          return nil
        }
        if node["base"] != nil || node["wave"] != nil { return wave.decode(node, &context) }
        return base.describing(allowed: allowed).decode(node, &context).map { SwingingTrack(base: $0) }
      },
      encode: { track in
        if track.oscillation != nil { return wave.encode(track) }
        return track.follower == nil ? base.encode(track.base) : following.encode(track)
      })
  }
}
