/// A JSON value that knows where it came from.
///
/// Numbers keep the digits they were written with, so that none is lost before a codec knows what type is wanted, and
/// objects keep the order of their members.
package struct JSONNode: Hashable, Sendable {
  /// What the node holds.
  package enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(text: String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  /// A key of an object with its value; no object has the same key twice.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var keyOrigin: DiagnosticOrigin
    package var node: JSONNode
  }

  package var value: Value
  package var origin: DiagnosticOrigin

  /// The value of `key`, where this is an object that has it.
  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.node
  }

  /// The text of a number, or of a string that may be meant as one.
  var numberText: String? {
    switch value {
    case .number(let text), .string(let text): text
    default: nil
    }
  }

  /// The same value, all of it with another origin.
  func with(origin: DiagnosticOrigin) -> JSONNode {
    let moved: Value
    switch value {
    case .array(let elements):
      moved = .array(elements.map { $0.with(origin: origin) })
    case .object(let members):
      moved = .object(
        members.map { Member(key: $0.key, keyOrigin: origin, node: $0.node.with(origin: origin)) })
    default:
      moved = value
    }
    return JSONNode(value: moved, origin: origin)
  }

  /// What the node is, for an error message: `the number 5`, `an array of 3`.
  var summary: String {
    switch value {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .number(let text): "the number \(text.printable)"
    case .string(let text): "the string “\(text.printable)”"
    case .array(let elements): elements.isEmpty ? "an empty array" : "an array of \(elements.count)"
    case .object: "an object"
    }
  }
}
