import Animation

/// A JSON value as text in which every member and element begins a line of its own, so that a line says which.
struct LaidOutJSON {
  typealias Path = [PresetPath.Component]

  /// The lines, without their breaks.
  private(set) var lines: [String] = []
  /// The lines, counted from 1, that the value at each path takes, its key included.
  private(set) var places: [Path: ClosedRange<Int>] = [:]

  init(_ root: JSONNode) {
    write(root, key: "", at: [], comma: "")
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func write(_ node: JSONNode, key: String, at path: Path, comma: String) {
    let first = lines.count + 1
    let indentation = String(repeating: " ", count: path.count)
    switch node.value {
    case .object(let members) where !members.isEmpty:
      lines.append("\(indentation)\(key){")
      for (index, member) in members.enumerated() {
        write(
          member.node, key: "\"\(member.key)\": ", at: path + [.key(member.key)],
          comma: index + 1 < members.count ? "," : "")
      }
      lines.append("\(indentation)}\(comma)")
    case .array(let elements) where !elements.isEmpty:
      lines.append("\(indentation)\(key)[")
      for (index, element) in elements.enumerated() {
        write(element, key: "", at: path + [.index(index)], comma: index + 1 < elements.count ? "," : "")
      }
      lines.append("\(indentation)]\(comma)")
    default:
      lines.append("\(indentation)\(key)\(IndentedJSON.text(node))\(comma)")
    }
    places[path] = first...lines.count
  }
}
