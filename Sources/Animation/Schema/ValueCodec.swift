/// How a value is read from JSON and written to it.
struct ValueCodec<Value: Sendable>: Sendable {
  /// Title of the reference's section on values that are objects; `nil` for all others.
  var section: String?
  /// The allowed values, in words: the end of the sentence “allowed: …”.
  var allowed: String
  /// The value as JSON text, which `decode` reads back as an equal value.
  let encode: @Sendable (Value) -> String
  /// The value as JSON text with only its lasting parts (`FrameEffect`).
  private(set) var encodeLasting: @Sendable (Value) -> String
  private let schema: (@Sendable () -> JSONSchema)?
  private let read: @Sendable (JSONNode, _ allowed: String, inout DecodingContext) -> Value?

  /// A codec whose `read` is given `allowed` for its error messages.
  ///
  /// - Parameter jsonSchema: the JSON Schema of the value. `read` must report, as structural errors, exactly what this
  ///   refuses.
  init(
    allowed: String,
    jsonSchema: @autoclosure @escaping @Sendable () -> JSONSchema,
    read: @escaping @Sendable (JSONNode, _ allowed: String, inout DecodingContext) -> Value?,
    encode: @escaping @Sendable (Value) -> String
  ) {
    self.init(allowed: allowed, schema: jsonSchema, read: read, encode: encode)
  }

  /// A codec without constraints in JSON Schema: all its errors are semantic.
  init(
    allowed: String,
    read: @escaping @Sendable (JSONNode, _ allowed: String, inout DecodingContext) -> Value?,
    encode: @escaping @Sendable (Value) -> String
  ) {
    self.init(allowed: allowed, schema: nil, read: read, encode: encode)
  }

  private init(
    allowed: String, schema: (@Sendable () -> JSONSchema)?,
    read: @escaping @Sendable (JSONNode, _ allowed: String, inout DecodingContext) -> Value?,
    encode: @escaping @Sendable (Value) -> String
  ) {
    self.allowed = allowed
    self.schema = schema
    self.read = read
    self.encode = encode
    encodeLasting = encode
  }

  /// The JSON Schema of the value.
  var jsonSchema: JSONSchema { schema?() ?? .anything }

  /// Reads a node. If it is not allowed, this is reported and the result is `nil` or a value that is discarded.
  func decode(_ node: JSONNode, _ context: inout DecodingContext) -> Value? {
    if schema != nil { return read(node, allowed, &context) }
    return context.judging(.semantic) { read(node, allowed, &$0) }
  }

  /// The codec with `text` in place of values that reach frames only through their parameters.
  func lasting(_ text: @escaping @Sendable (Value) -> String) -> Self {
    var codec = self
    codec.encodeLasting = text
    return codec
  }

  /// The codec with other words for the allowed values, also in its errors.
  func describing(allowed: String) -> Self {
    var codec = self
    codec.allowed = allowed
    return codec
  }
}

extension ValueCodec {
  /// An object of `schema`.
  static func object(_ schema: ObjectSchema<Value>) -> Self {
    var codec = ValueCodec(
      allowed: "an object", jsonSchema: schema.jsonSchema,
      read: { node, _, context in schema.decode(node, &context) }, encode: schema.encode)
    codec.section = schema.outline.title
    codec.encodeLasting = schema.encodeLasting
    return codec
  }

  /// An array of at least one element.
  static func nonEmptyArray<Element>(_ element: ValueCodec<Element>, of thing: String) -> Self
  where Value == [Element] {
    ValueCodec(
      allowed: "an array of at least one \(thing)",
      jsonSchema: .array(of: element.jsonSchema, count: 1...),
      read: { node, allowed, context in
        guard case .array(let nodes) = node.value, !nodes.isEmpty else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        var elements: [Element] = []
        elements.reserveCapacity(nodes.count)
        for (index, node) in nodes.enumerated() {
          if context.isFull { return nil }
          if let value = context.within(.index(index), { element.decode(node, &$0) }) { elements.append(value) }
        }
        return elements.count == nodes.count ? elements : nil
      },
      encode: { JSONText.array($0.map(element.encode)) })
  }
}
