/// How a value of the preset affects the frames of its film.
enum FrameEffect: Sendable {
  /// It is the same for all frames.
  case lasting
  /// It may change from frame to frame, and reaches frames only through their parameters (`FrameParameters.numbers`).
  case varying
  /// No frame shows it.
  case none
}

/// A key of an object of the preset, with everything about it in one place.
struct SchemaKey<Root: Sendable>: Sendable {
  let key: String
  /// What the value does, a sentence without its full stop.
  let meaning: String
  /// Unit of the value; empty if it has none.
  let unit: String
  /// The allowed values, in words.
  let allowed: String
  /// Title of the reference's section on the value, if it is an object.
  let section: String?
  let isRequired: Bool
  /// The JSON Schema of the value.
  let jsonSchema: @Sendable () -> JSONSchema
  /// Reads the value into an object; an error leaves the object unchanged.
  let decode: @Sendable (JSONNode, inout Root, inout DecodingContext) -> Void
  /// The value of an object as JSON text; `nil` if the key is left out.
  private(set) var encode: @Sendable (Root) -> String?
  /// The same with only the lasting parts.
  var encodeLasting: (@Sendable (Root) -> String?)?
  /// How frames depend on the value.
  private(set) var effect = FrameEffect.lasting

  /// The key, marked as one that reaches frames only through their parameters.
  var varying: SchemaKey { marked(.varying) }
  /// The key, marked as one that no frame shows.
  var unseen: SchemaKey { marked(.none) }

  /// The key, left out where `isAbsent` says so of the object.
  func absent(where isAbsent: @escaping @Sendable (Root) -> Bool) -> SchemaKey {
    var field = self
    let (all, lasting) = (encode, encodeLasting ?? encode)
    field.encode = { isAbsent($0) ? nil : all($0) }
    field.encodeLasting = { isAbsent($0) ? nil : lasting($0) }
    return field
  }

  private func marked(_ effect: FrameEffect) -> SchemaKey {
    var field = self
    field.effect = effect
    return field
  }

  /// A required key.
  static func required<Value>(
    _ key: String, _ value: WritableKeyPath<Root, Value> & Sendable, _ codec: ValueCodec<Value>, unit: String = "",
    _ meaning: String
  ) -> SchemaKey {
    SchemaKey(key: key, meaning: meaning, unit: unit, codec: codec, isRequired: true, value)
  }

  /// An optional key; its default is in the object's prototype.
  static func optional<Value>(
    _ key: String, _ value: WritableKeyPath<Root, Value> & Sendable, _ codec: ValueCodec<Value>, unit: String = "",
    _ meaning: String
  ) -> SchemaKey {
    SchemaKey(key: key, meaning: meaning, unit: unit, codec: codec, isRequired: false, value)
  }

  /// One of several alternative keys; only the one in use has a value.
  static func alternative<Value>(
    _ key: String, _ value: WritableKeyPath<Root, Value?> & Sendable, _ codec: ValueCodec<Value>, unit: String = "",
    _ meaning: String
  ) -> SchemaKey {
    SchemaKey(
      key: key, meaning: meaning, unit: unit, allowed: codec.allowed, section: codec.section, isRequired: false,
      jsonSchema: { codec.jsonSchema },
      decode: { node, root, context in
        if let decoded = codec.decode(node, &context) { root[keyPath: value] = decoded }
      },
      encode: { $0[keyPath: value].map(codec.encode) },
      encodeLasting: { $0[keyPath: value].map(codec.encodeLasting) })
  }

  /// A key that may be left out or be `null`, which replaces what an extended preset has.
  static func nullable<Value>(
    _ key: String, _ value: WritableKeyPath<Root, Value?> & Sendable, _ codec: ValueCodec<Value>, unit: String = "",
    _ meaning: String
  ) -> SchemaKey {
    SchemaKey(
      key: key, meaning: meaning, unit: unit, allowed: "\(codec.allowed), or null", section: codec.section,
      isRequired: false,
      jsonSchema: { .anyOf([codec.jsonSchema, .type("null")]) },
      decode: { node, root, context in
        if node.value == .null {
          root[keyPath: value] = nil
        } else if let decoded = codec.decode(node, &context) {
          root[keyPath: value] = decoded
        }
      },
      encode: { $0[keyPath: value].map(codec.encode) },
      encodeLasting: { $0[keyPath: value].map(codec.encodeLasting) })
  }

  /// A key with only one possible value, which is not stored.
  static func fixed<Value>(
    _ key: String, _ value: Value, _ codec: ValueCodec<Value>, isRequired: Bool, _ meaning: String
  ) -> SchemaKey {
    SchemaKey(
      key: key, meaning: meaning, unit: "", allowed: codec.allowed, section: nil, isRequired: isRequired,
      jsonSchema: { codec.jsonSchema },
      decode: { node, _, context in _ = codec.decode(node, &context) },
      encode: { _ in codec.encode(value) })
  }

  /// A key whose value is checked and then ignored.
  static func ignored<Value>(_ key: String, _ codec: ValueCodec<Value>, _ meaning: String) -> SchemaKey {
    SchemaKey(
      key: key, meaning: meaning, unit: "", allowed: codec.allowed, section: nil, isRequired: false,
      jsonSchema: { codec.jsonSchema },
      decode: { node, _, context in _ = codec.decode(node, &context) },
      encode: { _ in nil })
  }
}

extension SchemaKey {
  private init<Value>(
    key: String, meaning: String, unit: String, codec: ValueCodec<Value>, isRequired: Bool,
    _ value: WritableKeyPath<Root, Value> & Sendable
  ) {
    self.init(
      key: key, meaning: meaning, unit: unit, allowed: codec.allowed, section: codec.section, isRequired: isRequired,
      jsonSchema: { codec.jsonSchema },
      decode: { node, root, context in
        if let decoded = codec.decode(node, &context) { root[keyPath: value] = decoded }
      },
      encode: { codec.encode($0[keyPath: value]) },
      encodeLasting: { codec.encodeLasting($0[keyPath: value]) })
  }
}
