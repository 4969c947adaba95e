/// JSON formatted for people: short values are on one line, everything else is indented.
public enum IndentedJSON {
  /// The longest line, in columns.
  private static let lineLength = 100
  private static let step = "  "

  /// The value in `bytes`, formatted; numbers, strings and the order of keys are kept. Unprintable characters are
  /// written as escapes.
  ///
  /// - Throws: if `bytes` are not JSON.
  /// - Complexity: O(bytes · depth).
  public static func text(utf8 bytes: [UInt8]) throws(JSONSyntaxError) -> String {
    text(try JSONParser.parse(utf8: bytes), indent: "", used: 0)
  }

  /// `node`, formatted in the same way.
  package static func text(_ node: JSONNode) -> String { text(node, indent: "", used: 0) }

  /// - Parameter used: columns already on the line before the value.
  private static func text(_ node: JSONNode, indent: String, used: Int) -> String {
    if !(indent.isEmpty && isFull(node)), let line = OneLine.text(node, room: lineLength - used) { return line }
    let inner = indent + step
    switch node.value {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + text($0, indent: inner, used: inner.count + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        let key = inner + JSONText.printableString(member.key) + ": "
        return key + text(member.node, indent: inner, used: key.unicodeScalars.count + 1)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return OneLine.text(of: node)
    }
  }

  private static func isFull(_ node: JSONNode) -> Bool {
    if case .object(let members) = node.value { return !members.isEmpty }
    return false
  }
}

/// A value on one line, written while there is room.
private struct OneLine {
  private var text = ""
  private var room: Int

  /// `node` on one line; `nil` if that takes more than `room` columns.
  ///
  /// - Complexity: O(`room`), however large `node` is.
  static func text(_ node: JSONNode, room: Int) -> String? {
    var line = OneLine(room: room)
    return line.add(node) ? line.text : nil
  }

  /// A value without parts: no array with elements, no object with members.
  static func text(of leaf: JSONNode) -> String {
    switch leaf.value {
    case .null: "null"
    case .boolean(let flag): JSONText.boolean(flag)
    case .number(let text): text
    case .string(let text): JSONText.printableString(text)
    case .array: "[]"
    case .object: "{}"
    }
  }

  private init(room: Int) { self.room = room }

  /// Adds `node`; returns whether there was room for it.
  private mutating func add(_ node: JSONNode) -> Bool {
    switch node.value {
    case .string(let text):
      return add(string: text)
    case .array(let elements) where !elements.isEmpty:
      guard add("[") else { return false }
      for (index, element) in elements.enumerated() {
        guard index == 0 || add(", "), add(element) else { return false }
      }
      return add("]")
    case .object(let members) where !members.isEmpty:
      guard add("{ ") else { return false }
      for (index, member) in members.enumerated() {
        guard index == 0 || add(", "), add(string: member.key), add(": "), add(member.node) else { return false }
      }
      return add(" }")
    default:
      return add(Self.text(of: node))
    }
  }

  private mutating func add(string text: String) -> Bool {
    // A scalar has at most four bytes, so a text that is far too long is rejected before it is written.
    guard text.utf8.count <= 4 * max(room, 0) else { return false }
    return add(JSONText.printableString(text))
  }

  private mutating func add(_ part: String) -> Bool {
    room -= part.unicodeScalars.count
    text += part
    return room >= 0
  }
}
