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
          let list = schema.decode(node, &context)
          return .keyframes(list.keyframes, interpolation: list.interpolation)
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
    let permits = context.isSound(PresetPath(.key("interpolation"))) ? list.interpolation.permits : { _ in true }
    var isEarlierSound = true
    for (index, keyframe) in list.keyframes.enumerated() {
      let place = PresetPath(.key("keyframes"), .index(index))
      let isSound = context.isSound(place + PresetPath(.key("time")))
      if isSound && isEarlierSound {
        let earlier = index == 0 ? nil : list.keyframes[index - 1].time
        if let problem = keyframe.problem(after: earlier) {
          context.report(problem, at: place + PresetPath(.key("time")), in: node)
        }
      }
      isEarlierSound = isSound
      if context.isSound(place + PresetPath(.key("value"))), !permits(keyframe.value) {
        let method = list.interpolation.rawValue
        context.report(
          "\"\(method)\" interpolation needs values above 0", at: place + PresetPath(.key("value")), in: node)
      }
    }
  }
}

extension Keyframe {
  /// Why the keyframe cannot follow one at `earlier`, or be the first one where that is `nil`.
  fileprivate func problem(after earlier: Double?) -> String? {
    guard time - (earlier ?? 0) < Self.shortestStep else { return nil }
    let (moment, shortest) = (JSONNumber.text(time), JSONNumber.text(Self.shortestStep))
    if let earlier {
      return "\(moment) does not come \(shortest) s or more after the keyframe before, at \(JSONNumber.text(earlier))"
    }
    return time == 0 ? nil : "\(moment) is too close to 0; allowed: 0, or \(shortest) and more"
  }
}
