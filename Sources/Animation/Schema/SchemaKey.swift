/// A key of an object of the preset, with everything about it in one place.
struct SchemaKey<Root: Sendable>: Sendable {
  private(set) var facts: KeyFacts
  /// Reads the value into an object; an error leaves the object unchanged.
  let decode: @Sendable (JSONNode, inout Root, inout DecodingContext) -> Void
  /// The value of an object as JSON text; `nil` if the key is left out.
  private(set) var encode: @Sendable (Root) -> String?
  /// The same with only the lasting parts.
  private(set) var encodeLasting: (@Sendable (Root) -> String?)?

  init(
    key: String, meaning: String, unit: String, allowed: String, section: String?, isRequired: Bool,
    jsonSchema: @escaping @Sendable () -> JSONSchema,
    decode: @escaping @Sendable (JSONNode, inout Root, inout DecodingContext) -> Void,
    encode: @escaping @Sendable (Root) -> String?, encodeLasting: (@Sendable (Root) -> String?)? = nil
  ) {
    facts = KeyFacts(
      key: key, meaning: meaning, unit: unit, allowed: allowed, section: section, isRequired: isRequired,
      jsonSchema: jsonSchema)
    self.decode = decode
    self.encode = encode
    self.encodeLasting = encodeLasting
  }

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
    field.facts.effect = effect
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
