import Animation

/// One change of a preset's text: of a value, of what is missing or too much.
struct PresetEdit {
  /// A step to a part of a value.
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  enum Change {
    /// The value is this one; members that are missing are made.
    case set(JSONNode)
    case remove
    /// A new element before the one at the path.
    case insert(JSONNode)
  }

  let path: [Step]
  let change: Change

  /// Steps that a path may have: as deep as JSON is read.
  private static let mostSteps = 64

  /// The edit that a request asks for.
  init(_ body: RequestBody) throws(HTTPFault) {
    var path: [Step] = []
    for step in try body.required("path").elements(0...Self.mostSteps) {
      switch step.node.value {
      case .string(let key): path.append(.key(key))
      default: path.append(.index(try step.integer(in: 0...Int(Int32.max))))
      }
    }
    self.path = path
    // `null` is a value, too.
    guard case .object(let members) = body.node.value else { throw body.refusal("an object") }
    let nodes = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.node) })
    switch (nodes["value"], nodes["remove"]?.value, nodes["insert"]) {
    case (let value?, nil, nil): change = .set(value)
    case (nil, .boolean(true), nil): change = .remove
    case (nil, nil, let value?): change = .insert(value)
    default: throw body.refusal("an object with a path and one of value, \"remove\": true and insert")
    }
  }

  /// The path as sentences call it.
  var name: String {
    path.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key.oneLine
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}
