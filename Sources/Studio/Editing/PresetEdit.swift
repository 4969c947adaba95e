import Animation

/// One change of a preset's text: of an existing, missing or superfluous value.
struct PresetEdit {
  /// A step to a part of a value.
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  enum Change {
    /// Sets the value; missing members are created.
    case set(JSONNode)
    case remove
    /// Inserts a new element before the one at the path.
    case insert(JSONNode)
  }

  let path: [Step]
  let change: Change

  /// The most steps of a path: the maximum depth of JSON.
  private static let mostSteps = 64

  /// The edit in a request.
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

  /// The path as it appears in messages.
  var name: String {
    path.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += (text.isEmpty ? "" : ".") + key.oneLine
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}
