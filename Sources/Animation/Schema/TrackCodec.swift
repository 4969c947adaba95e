extension ValueCodec {
  /// A constant that `value` reads, or an object with keyframes of such values.
  static func track<Method>(
    _ value: ValueCodec<Method.Value>, interpolation: Method
  ) -> Self where Value == Track<Method> {
    let schema = KeyframeList.schema("Keyframes", value: value, interpolation: interpolation)
    return ValueCodec(
      allowed: "\(value.allowed), or keyframes",
      read: { node, allowed, context in
        if case .object = node.value {
          return schema.decode(node, &context).map { .keyframes($0.keyframes, interpolation: $0.interpolation) }
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

/// The object that stands for a track with keyframes.
struct KeyframeList<Method: Interpolation>: Sendable {
  var keyframes: [Keyframe<Method.Value>]
  var interpolation: Method

  /// The schema of a list of keyframes with values that `value` reads.
  static func schema(
    _ title: String, value: ValueCodec<Method.Value>, interpolation: Method
  ) -> ObjectSchema<KeyframeList> {
    ObjectSchema(
      title,
      prototype: KeyframeList(keyframes: [], interpolation: interpolation),
      fields: [
        .required(
          "keyframes", \.keyframes, .nonEmptyArray(.object(keyframeSchema(value: value)), of: "keyframe"),
          "Values at moments, in strictly ascending order of time"),
        .optional("interpolation", \.interpolation, .choice, "How to get from one keyframe to the next"),
      ],
      rule: check)
  }

  /// The schema of a keyframe with a value that `value` reads.
  static func keyframeSchema(value: ValueCodec<Method.Value>) -> ObjectSchema<Keyframe<Method.Value>> {
    ObjectSchema(
      "Keyframe",
      prototype: Keyframe(time: 0, value: .zero),
      fields: [
        .required("time", \.time, .number(Preset.momentRange), unit: "s", "When, from the start of the film"),
        .required("value", \.value, value, "The value at that moment"),
      ])
  }

  private static func check(_ list: KeyframeList, _ node: JSONNode, _ context: inout DecodingContext) {
    var earlier: Double?
    for (index, keyframe) in list.keyframes.enumerated() {
      let place = PresetPath(.key("keyframes"), .index(index))
      let step = keyframe.time - (earlier ?? 0)
      let isFirstAtStart = earlier == nil && keyframe.time == 0
      if !isFirstAtStart && step < Keyframe<Method.Value>.shortestStep {
        let time = JSONNumber.text(keyframe.time)
        let shortest = JSONNumber.text(Keyframe<Method.Value>.shortestStep)
        context.report(
          earlier.map {
            "\(time) does not come \(shortest) s or more after the keyframe before, at \(JSONNumber.text($0))"
          }
            ?? "\(time) is too close to 0; allowed: 0, or \(shortest) and more",
          at: place + PresetPath(.key("time")), in: node)
      }
      earlier = keyframe.time
      if !list.interpolation.permits(keyframe.value) {
        let method = list.interpolation.rawValue
        context.report(
          "\"\(method)\" interpolation needs values above 0", at: place + PresetPath(.key("value")), in: node)
      }
    }
  }
}
