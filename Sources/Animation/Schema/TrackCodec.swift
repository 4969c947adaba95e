extension ValueCodec {
  /// A constant read by `value`, or an object with keyframes of such values.
  static func track<Method>(
    _ value: ValueCodec<Method.Value>, interpolation: Method
  ) -> Self where Value == Track<Method> {
    let schema = KeyframeList.schema("Keyframes", value: value, interpolation: interpolation)
    return ValueCodec(
      allowed: "\(value.allowed), or keyframes",
      jsonSchema: .anyOf([value.jsonSchema, schema.jsonSchema]),
      read: { node, allowed, context in
        if case .object = node.value {
          let list = schema.decode(node, &context)
          return .keyframes(list.easedKeyframes, interpolation: list.interpolation)
        }
        return value.describing(allowed: allowed).decode(node, &context).map { .constant($0) }
      },
      encode: { track in
        switch track {
        case .constant(let constant): value.encode(constant)
        case .keyframes(let keyframes, let interpolation):
          schema.encode(KeyframeList(keyframes: keyframes, interpolation: interpolation))
        }
      })
  }
}

extension ValueCodec {
  /// An object with keyframes of values that `value` reads.
  static func keyframes<Method>(of value: ValueCodec<Method.Value>, interpolation: Method, title: String) -> Self
  where Value == Track<Method> {
    let schema = KeyframeList.schema(title, value: value, interpolation: interpolation)
    return ValueCodec(
      allowed: "keyframes", jsonSchema: schema.jsonSchema,
      read: { node, _, context in
        let list = schema.decode(node, &context)
        return .keyframes(list.easedKeyframes, interpolation: list.interpolation)
      },
      encode: { track in
        guard case .keyframes(let keyframes, let interpolation) = track else { return "null" }
        return schema.encode(KeyframeList(keyframes: keyframes, interpolation: interpolation))
      })
  }
}

/// The object that describes a track with keyframes.
struct KeyframeList<Method: Interpolation>: Sendable {
  var keyframes: [Keyframe<Method.Value>]
  var interpolation: Method
  /// The easing of keyframes without one of their own.
  var easing: Easing?

  /// The keyframes, each with its easing.
  var easedKeyframes: [Keyframe<Method.Value>] {
    keyframes.map { Keyframe(time: $0.time, value: $0.value, easing: $0.easing ?? easing) }
  }

  /// The schema of a list of keyframes with values read by `value`.
  static func schema(
    _ title: String, value: ValueCodec<Method.Value>, interpolation: Method
  ) -> ObjectSchema<KeyframeList> {
    ObjectSchema(
      title,
      prototype: KeyframeList(keyframes: [], interpolation: interpolation),
      fields: [
        .required(
          "keyframes", \.keyframes, .nonEmptyArray(.object(keyframeSchema(value: value)), of: "keyframe"),
          "Values at times, in strictly ascending order"),
        .optional("interpolation", \.interpolation, .choice, "How to get from one keyframe to the next"),
        .alternative(
          "easing", \.easing, .easing(permitsOvershoot: Method.permitsOvershoot),
          "The easing of the keyframes that have none of their own"),
      ],
      rule: check)
  }

  /// The schema of a keyframe with a value that `value` reads.
  static func keyframeSchema(value: ValueCodec<Method.Value>) -> ObjectSchema<Keyframe<Method.Value>> {
    ObjectSchema(
      "Keyframe",
      prototype: Keyframe(time: 0, value: Method.placeholder),
      fields: [
        .required("time", \.time, .number(Preset.momentRange), unit: "s", "Time from the start of the film"),
        .beat(of: \.time),
        .required("value", \.value, value, "The value at that time"),
        .alternative(
          "easing", \.easing, .easing(permitsOvershoot: Method.permitsOvershoot),
          "The pace to the next keyframe, in place of the interpolation's own"),
      ], substitutes: [Exclusion(key: "beat", other: "time")])
  }

  private static func check(_ list: KeyframeList, _ node: JSONNode, _ context: inout DecodingContext) {
    list.keyframes.checkOrder(at: PresetPath(.key("keyframes")), in: node, &context)
    guard context.isSound(PresetPath(.key("interpolation"))) else { return }
    for (index, keyframe) in list.keyframes.enumerated() {
      let place = PresetPath(.key("keyframes"), .index(index), .key("value"))
      guard context.isSound(place), let problem = list.interpolation.problem(with: keyframe.value) else { continue }
      context.report(problem, at: place, in: node)
    }
  }
}

extension Array {
  /// Reports keyframes of the array at `path` within `node` that do not come after the previous one.
  func checkOrder<Value>(
    at path: PresetPath, in node: JSONNode, _ context: inout DecodingContext
  ) where Element == Keyframe<Value> {
    var isEarlierSound = true
    for (index, keyframe) in enumerated() {
      let place = path + PresetPath(.index(index), .key("time"))
      let isSound = context.isSound(place) && context.isSound(path + PresetPath(.index(index), .key("beat")))
      if isSound && isEarlierSound, let problem = keyframe.problem(after: index == 0 ? nil : self[index - 1].time) {
        context.report(problem, at: place, in: node)
      }
      isEarlierSound = isSound
    }
  }
}

extension Keyframe {
  /// The reason why the keyframe cannot follow one at `earlier`, or be the first if that is `nil`.
  fileprivate func problem(after earlier: Double?) -> String? {
    guard time - (earlier ?? 0) < Self.shortestStep else { return nil }
    let (moment, shortest) = (JSONNumber.text(time), JSONNumber.text(Self.shortestStep))
    if let earlier {
      return "\(moment) does not come \(shortest) s or more after the keyframe before, at \(JSONNumber.text(earlier))"
    }
    return time == 0 ? nil : "\(moment) is too close to 0; allowed: 0, or \(shortest) and more"
  }
}
