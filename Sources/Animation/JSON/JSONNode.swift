/// A JSON value that knows where it came from.
///
/// Numbers keep the digits they were written with, so that none is lost before a codec knows the type, and objects keep
/// the order of their members.
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

  /// The value of `key`, if this is an object that has it.
  package subscript(key: String) -> JSONNode? {
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
  func with(origin: DiagnosticOrigin) -> JSONNode { mappingOrigins { _ in origin } }

  /// The same value with each origin, including those of keys, mapped by `change`.
  func mappingOrigins(_ change: (DiagnosticOrigin) -> DiagnosticOrigin) -> JSONNode {
    let moved: Value
    switch value {
    case .array(let elements):
      moved = .array(elements.map { $0.mappingOrigins(change) })
    case .object(let members):
      moved = .object(
        members.map {
          Member(key: $0.key, keyOrigin: change($0.keyOrigin), node: $0.node.mappingOrigins(change))
        })
    default:
      moved = value
    }
    return JSONNode(value: moved, origin: change(origin))
  }

  /// The number of objects in arrays, at all depths.
  var partCount: Int {
    switch value {
    case .array(let elements):
      elements.reduce(0) { $0 + $1.partCount + $1.asPart }
    case .object(let members):
      members.reduce(0) { $0 + $1.node.partCount }
    default: 0
    }
  }

  private var asPart: Int { if case .object = value { 1 } else { 0 } }

  /// The value at `path`, or the deepest one that exists on the way.
  func nearest(to path: PresetPath) -> JSONNode { nearest(to: path.components[...]) }

  private func nearest(to components: ArraySlice<PresetPath.Component>) -> JSONNode {
    let child: JSONNode? =
      switch (components.first, value) {
      case (.key(let key), _): self[key]
      case (.index(let index), .array(let elements)): elements.indices.contains(index) ? elements[index] : nil
      default: nil
      }
    return child?.nearest(to: components.dropFirst()) ?? self
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
