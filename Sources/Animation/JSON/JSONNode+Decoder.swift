/// Decodes values from parsed JSON, so that an untrusted document is read only by one parser, with its limits and
/// positions.
package struct JSONNodeDecoder: Decoder {
  package let codingPath: [any CodingKey]
  package var userInfo: [CodingUserInfoKey: Any] { [:] }
  fileprivate let node: JSONNode

  fileprivate init(_ node: JSONNode, at codingPath: [any CodingKey]) {
    self.node = node
    self.codingPath = codingPath
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = node.value else { throw mismatch("an object") }
    let nodes = Dictionary(members.map { ($0.key, $0.node) }) { first, _ in first }
    return KeyedDecodingContainer(ObjectContainer(nodes: nodes, codingPath: codingPath))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = node.value else { throw mismatch("an array") }
    return ArrayContainer(elements: elements, codingPath: codingPath)
  }

  package func singleValueContainer() -> any SingleValueDecodingContainer {
    LeafContainer(node: node, codingPath: codingPath)
  }

  private func mismatch(_ expected: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath, debugDescription: "\(node.summary) instead of \(expected)"))
  }
}

extension JSONNode {
  /// The value of `type` that the node holds.
  ///
  /// - Throws: `DecodingError`.
  package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try value(type, at: [])
  }

  fileprivate func value<Value: Decodable>(_ type: Value.Type, at path: [any CodingKey]) throws -> Value {
    guard let leaf = try leaf(type, at: path) else { return try Value(from: JSONNodeDecoder(self, at: path)) }
    return leaf
  }

  /// The string, Boolean or number that `type` asks for; `nil` if it asks for a container.
  private func leaf<Value: Decodable>(_ type: Value.Type, at path: [any CodingKey]) throws -> Value? {
    let found: Any?
    switch (type, value) {
    case (is String.Type, .string(let text)): found = text
    case (is Bool.Type, .boolean(let flag)): found = flag
    case (is Double.Type, .number(let text)): found = Double(text)
    case (let integer as any FixedWidthInteger.Type, .number(let text)): found = integer.init(text, radix: 10)
    case (is String.Type, _), (is Bool.Type, _), (is Double.Type, _), (is any FixedWidthInteger.Type, _): found = nil
    default: return nil
    }
    guard let found = found as? Value else {
      throw DecodingError.typeMismatch(type, .init(codingPath: path, debugDescription: "\(summary) instead"))
    }
    return found
  }
}

private struct LeafContainer: SingleValueDecodingContainer {
  let node: JSONNode
  let codingPath: [any CodingKey]

  func decodeNil() -> Bool { node.value == .null }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try node.value(type, at: codingPath) }
}

private struct ArrayContainer: UnkeyedDecodingContainer {
  let elements: [JSONNode]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0

  init(elements: [JSONNode], codingPath: [any CodingKey]) {
    self.elements = elements
    self.codingPath = codingPath
  }

  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex == elements.count }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, elements[currentIndex].value == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().value(type, at: codingPath) }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { JSONNodeDecoder(try next(), at: codingPath) }

  private mutating func next() throws -> JSONNode {
    guard !isAtEnd else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: "only \(elements.count) elements"))
    }
    defer { currentIndex += 1 }
    return elements[currentIndex]
  }
}

private struct ObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let nodes: [String: JSONNode]
  let codingPath: [any CodingKey]

  var allKeys: [Key] { nodes.keys.compactMap(Key.init(stringValue:)) }
  func contains(_ key: Key) -> Bool { nodes[key.stringValue] != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try node(key).value == .null }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try node(key).value(type, at: codingPath + [key])
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "no class has parts here"))
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { JSONNodeDecoder(try node(key), at: codingPath + [key]) }

  private func node(_ key: Key) throws -> JSONNode {
    guard let node = nodes[key.stringValue] else {
      throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "not there"))
    }
    return node
  }
}
