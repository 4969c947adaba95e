extension SongFollower {
  private static var amounts: NumberRange { NumberRange(-1e6...1e6) }

  /// The keys of `audio` beside the base of a number, or a wave.
  static let schema = schema(
    "Following a song",
    to: .required(
      "to", \.range, .pair(of: .number(amounts), "numbers \(amounts)"),
      "What is added where the feature is 0, and where it is 1, in the unit of the base; with integrate in units per second"
    ))

  var range: [Double] {
    get { [least, most] }
    set { if newValue.count == 2 { (least, most) = (newValue[0], newValue[1]) } }
  }
}

extension SongFollowing {
  private static var times: NumberRange { NumberRange(0...60) }

  /// The keys of an `audio` that is called `title`: those that all have, `to` and the `others`.
  ///
  /// - Parameters:
  ///   - integrate: the meaning of that key.
  ///   - rule: what else `audio` has to keep to.
  static func schema(
    _ title: String, to: SchemaKey<Self>,
    integrate: String =
      "Whether that is a speed: what it comes to from the start of the film is added, so that nothing goes back as the song does",
    others: [SchemaKey<Self>] = [],
    rule: @escaping ObjectSchema<Self>.Rule = { _, _, _ in }
  ) -> ObjectSchema<Self> {
    ObjectSchema(
      title,
      prototype: Self(),
      fields: [
        .required(
          "feature", \.song.feature.kind, .choice,
          "What is followed, from 0 to 1: the \"level\" of the whole song, that of a \"band\" of its frequencies, \"onset\", how much begins, "
            + "or \"beat\""),
        .alternative(
          "band", \.song.feature.band, .frequencies, unit: "Hz",
          "With \"band\": the lowest and the highest of its frequencies"),
        .optional(
          "attack", \.song.attackSeconds, .number(times), unit: "s", "Time in which a rise is about two thirds over"),
        .optional(
          "release", \.song.releaseSeconds, .number(times), unit: "s", "Time in which a fall is about two thirds over"),
        to,
        .optional("integrate", \.song.isIntegrated, .boolean, integrate),
      ] + others,
      rule: { follower, node, context in
        Self.checkBand(of: follower.song.feature, node, &context)
        rule(follower, node, &context)
      })
  }

  private static func checkBand(of feature: SongFeature, _ node: JSONNode, _ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("feature"))), context.isSound(PresetPath(.key("band"))) else { return }
    if feature.kind == .band, feature.band == nil {
      context.report(
        "a band needs its frequencies; allowed: \"band\": [30, 150], for instance", at: PresetPath(.key("feature")),
        in: node)
    } else if feature.kind != .band, feature.band != nil {
      context.report(
        "only the feature \"band\" has frequencies; allowed with \"\(feature.kind.rawValue)\": no band",
        at: PresetPath(.key("band")), in: node)
    }
  }
}

extension ValueCodec where Value: SongFollowing {
  /// An `audio` with the keys of `schema`, and with what was heard of the song.
  static func follower(_ schema: ObjectSchema<Value>) -> Self {
    var codec = ValueCodec(
      allowed: "an object", jsonSchema: schema.jsonSchema,
      read: { node, _, context in
        var follower = schema.decode(node, &context)
        follower.song.heard = context.heard?.heard(follower.song.feature)
        return follower
      },
      encode: schema.encode)
    codec.section = schema.outline.title
    return codec
  }
}

extension ValueCodec where Value == SongFollower {
  /// How a number follows a song.
  static var follower: Self { .follower(SongFollower.schema) }
}

extension HeardSong {
  /// The keys of `heard`.
  static let schema = ObjectSchema(
    "Heard",
    prototype: HeardSong(),
    fields: [
      .required("start", \.start, .number(.init(0...SoundSettings.longestSong)), unit: "s", "The start of `audio`"),
      .required(
        "offset", \.offset, .number(.init(0...SoundSettings.longestSong)), unit: "s",
        "Time from the first values to the start of the film"),
      .required(
        "seconds", \.seconds, .number(.init(0...SoundSettings.longestSong)), unit: "s", "Length of the film"),
      .required("features", \.features, .nonEmptyArray(.object(HeardFeature.schema), of: "feature"), "What was heard"),
    ])
}

extension HeardFeature {
  /// The keys of an element of `heard.features`.
  static let schema = ObjectSchema(
    "Heard feature",
    prototype: HeardFeature(),
    fields: [
      .required("feature", \.feature.kind, .choice, "Which one it is"),
      .alternative("band", \.feature.band, .frequencies, unit: "Hz", "With \"band\": its frequencies"),
      .required(
        "values", \.values, .heardValues, "200 a second in 4095ths, each two digits to the base of 64, A-Z a-z 0-9 - _"),
    ])
}

extension ValueCodec {
  /// Two values that `element` reads, which are called `things`.
  static func pair<Element>(of element: ValueCodec<Element>, _ things: String) -> Self where Value == [Element] {
    ValueCodec(
      allowed: "two \(things)",
      jsonSchema: .array(of: element.jsonSchema, count: 2...).adding(after: [("maxItems", "2")]),
      read: { node, allowed, context in
        guard case .array(let parts) = node.value, parts.count == 2 else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        let values = parts.enumerated().compactMap { index, part in
          context.within(.index(index)) { element.decode(part, &$0) }
        }
        return values.count == 2 ? values : nil
      },
      encode: { JSONText.array($0.map(element.encode)) })
  }
}

extension ValueCodec where Value == ClosedRange<Double> {
  /// A band of frequencies, the lower one first.
  fileprivate static var frequencies: Self {
    let range = NumberRange(0...24_000)
    let pair = ValueCodec<[Double]>.pair(of: .number(range), "numbers \(range)")
    return ValueCodec(
      allowed: "\(pair.allowed), the lower one first",
      jsonSchema: pair.jsonSchema,
      read: { node, allowed, context in
        guard let ends = pair.describing(allowed: allowed).decode(node, &context) else { return nil }
        if ends[0] < ends[1] { return ends[0]...ends[1] }
        context.judging(.semantic) {
          $0.report("the first is not below the second; allowed: \(allowed)", at: node.origin)
        }
        return nil
      },
      encode: { pair.encode([$0.lowerBound, $0.upperBound]) })
  }
}

extension ValueCodec where Value == [UInt16] {
  /// Whole numbers up to 4095, each two digits to the base of 64.
  fileprivate static var heardValues: Self {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var values = [UInt16?](repeating: nil, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt16(value) }
    let valueOfDigit = values
    return ValueCodec(
      allowed: "a string of pairs of digits A-Z a-z 0-9 - _",
      jsonSchema: .text(pattern: "^([A-Za-z0-9_-][A-Za-z0-9_-])*$"),
      read: { node, allowed, context in
        guard case .string(let text) = node.value, text.utf8.count.isMultiple(of: 2) else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        var numbers: [UInt16] = []
        numbers.reserveCapacity(text.utf8.count / 2)
        var high: UInt16?
        for byte in text.utf8 {
          guard let digit = valueOfDigit[Int(byte)] else {
            context.refuse(JSONNode(value: .string(String(text.prefix(20))), origin: node.origin), allowed: allowed)
            return nil
          }
          if let first = high { numbers.append(first << 6 | digit) }
          high = high == nil ? digit : nil
        }
        return numbers
      },
      encode: { numbers in
        var text: [UInt8] = []
        text.reserveCapacity(2 * numbers.count)
        for number in numbers { text += [digits[Int(number >> 6) & 63], digits[Int(number) & 63]] }
        return JSONText.string(String(decoding: text, as: UTF8.self))
      })
  }
}
