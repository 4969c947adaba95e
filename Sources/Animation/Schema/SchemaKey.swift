/// How a value of the preset comes to the frames of its film.
enum FrameEffect: Sendable {
  /// It is the same for all frames.
  case lasting
  /// It may change from frame to frame, and frames know it by their parameters (`FrameParameters.numbers`) alone.
  case varying
  /// No frame shows it.
  case none
}

/// A key of an object of the preset: everything there is to know about it, said once.
struct SchemaKey<Root: Sendable>: Sendable {
  let key: String
  /// What the value does, a sentence without its full stop.
  let meaning: String
  /// Unit of the value; empty where it has none.
  let unit: String
  /// What may be written, in words.
  let allowed: String
  /// Title of the reference's section on the value, where it is an object.
  let section: String?
  let isRequired: Bool
  /// What JSON Schema says of the value.
  let jsonSchema: @Sendable () -> JSONSchema
  /// Reads the value into an object; an error leaves the object as it was.
  let decode: @Sendable (JSONNode, inout Root, inout DecodingContext) -> Void
  /// The value of an object as JSON text; `nil` where the key is left out.
  let encode: @Sendable (Root) -> String?
  /// The same without what is not lasting in it.
  var encodeLasting: (@Sendable (Root) -> String?)?
  /// How frames depend on the value.
  private(set) var effect = FrameEffect.lasting

  /// The key, marked as one that frames know by their parameters alone.
  var varying: SchemaKey { marked(.varying) }
  /// The key, marked as one that no frame shows.
  var unseen: SchemaKey { marked(.none) }

  private func marked(_ effect: FrameEffect) -> SchemaKey {
    var field = self
    field.effect = effect
    return field
  }

  /// A key that must be given.
  static func required<Value>(
    _ key: String, _ value: WritableKeyPath<Root, Value> & Sendable, _ codec: ValueCodec<Value>, unit: String = "",
    _ meaning: String
  ) -> SchemaKey {
    SchemaKey(key: key, meaning: meaning, unit: unit, codec: codec, isRequired: true, value)
  }

  /// A key that may be left out; then the object's prototype says what it is.
  static func optional<Value>(
    _ key: String, _ value: WritableKeyPath<Root, Value> & Sendable, _ codec: ValueCodec<Value>, unit: String = "",
    _ meaning: String
  ) -> SchemaKey {
    SchemaKey(key: key, meaning: meaning, unit: unit, codec: codec, isRequired: false, value)
  }

  /// One of several keys that stand for the same thing; only the one in use has a value.
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

  /// A key with only one value, which nothing needs to remember.
  static func fixed<Value>(
    _ key: String, _ value: Value, _ codec: ValueCodec<Value>, isRequired: Bool, _ meaning: String
  ) -> SchemaKey {
    SchemaKey(
      key: key, meaning: meaning, unit: "", allowed: codec.allowed, section: nil, isRequired: isRequired,
      jsonSchema: { codec.jsonSchema },
      decode: { node, _, context in _ = codec.decode(node, &context) },
      encode: { _ in codec.encode(value) })
  }

  /// A key whose value is checked and then forgotten.
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
