/// JSON laid out for people: what is short stands on one line, everything else is indented.
public enum IndentedJSON {
  /// Columns that a line may have.
  private static let lineLength = 100
  private static let step = "  "

  /// The value in `bytes`, laid out; its numbers and strings stay what they are, and its keys in their order.
  ///
  /// - Throws: where `bytes` are not JSON.
  /// - Complexity: O(bytes · depth).
  public static func text(utf8 bytes: [UInt8]) throws(JSONSyntaxError) -> String {
    text(try JSONParser.parse(utf8: bytes), indent: "", used: 0)
  }

  /// `node`, laid out in the same way.
  package static func text(_ node: JSONNode) -> String { text(node, indent: "", used: 0) }

  /// - Parameter used: columns that the line has already, before the value.
  private static func text(_ node: JSONNode, indent: String, used: Int) -> String {
    let line = onOneLine(node)
    let inner = indent + step
    if used + line.count <= lineLength && !(indent.isEmpty && isFull(node)) { return line }
    switch node.value {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + text($0, indent: inner, used: inner.count + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        let key = inner + JSONText.string(member.key) + ": "
        return key + text(member.node, indent: inner, used: key.count + 1)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return line
    }
  }

  private static func isFull(_ node: JSONNode) -> Bool {
    if case .object(let members) = node.value { return !members.isEmpty }
    return false
  }

  private static func onOneLine(_ node: JSONNode) -> String {
    switch node.value {
    case .null: "null"
    case .boolean(let flag): JSONText.boolean(flag)
    case .number(let text): text
    case .string(let text): JSONText.string(text)
    case .array(let elements): "[" + elements.map(onOneLine).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ " + members.map { JSONText.string($0.key) + ": " + onOneLine($0.node) }.joined(separator: ", ") + " }"
    }
  }
}
