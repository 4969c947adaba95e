/// A strict reader of JSON (RFC 8259) that keeps positions.
///
/// Foundation's decoder stops at its first error and has no line numbers; authors of presets should see every error at
/// its place, which takes a tree that knows its positions. Also refused, beyond the RFC's grammar: keys that occur
/// twice in an object, lone surrogates, and nesting deeper than `deepestNesting`.
package struct JSONParser {
  /// How deep arrays and objects may be nested, so that no text exhausts the stack.
  package static let deepestNesting = 64

  private var cursor: ScalarCursor

  /// Reads the one value that `utf8` holds.
  ///
  /// - Complexity: O(bytes).
  package static func parse(utf8 bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
    var parser = JSONParser(cursor: try ScalarCursor(utf8: bytes))
    parser.skipWhitespace()
    let root = try parser.node(depth: 0)
    parser.skipWhitespace()
    if parser.cursor.current != nil { throw parser.cursor.unexpected("expected nothing more after the value") }
    return root
  }

  private mutating func node(depth: Int) throws(JSONSyntaxError) -> JSONNode {
    let position = cursor.position
    let value: JSONNode.Value
    switch cursor.current {
    case "{":
      value = .object(try members(depth: depth + 1))
    case "[":
      value = .array(try elements(depth: depth + 1))
    case "\"":
      value = .string(try JSONStringReader.read(from: &cursor))
    case let scalar? where scalar == "-" || ("0"..."9").contains(scalar):
      value = .number(text: try JSONNumber.read(from: &cursor))
    case let scalar? where scalar.properties.isAlphabetic:
      value = try word()
    default:
      throw cursor.unexpected("expected a value")
    }
    return JSONNode(value: value, origin: .text(position))
  }

  private mutating func members(depth: Int) throws(JSONSyntaxError) -> [JSONNode.Member] {
    try open(depth: depth)
    var members: [JSONNode.Member] = []
    var firstPositions: [String: TextPosition] = [:]
    if cursor.skip("}") { return members }
    while true {
      let keyPosition = cursor.position
      guard cursor.current == "\"" else {
        throw cursor.unexpected(
          members.isEmpty ? "expected a key in double quotes or }" : "expected a key in double quotes after the comma")
      }
      let key = try JSONStringReader.read(from: &cursor)
      if let first = firstPositions.updateValue(keyPosition, forKey: key) {
        throw JSONSyntaxError(position: keyPosition, message: "the key “\(key.printable)” already occurs at \(first)")
      }
      skipWhitespace()
      guard cursor.skip(":") else { throw cursor.unexpected("expected a colon after this key") }
      skipWhitespace()
      let node = try node(depth: depth)
      members.append(JSONNode.Member(key: key, keyOrigin: .text(keyPosition), node: node))
      skipWhitespace()
      if cursor.skip("}") { return members }
      guard cursor.skip(",") else { throw cursor.unexpected("expected a comma or } after this member") }
      skipWhitespace()
    }
  }

  private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONNode] {
    try open(depth: depth)
    var elements: [JSONNode] = []
    if cursor.skip("]") { return elements }
    while true {
      elements.append(try node(depth: depth))
      skipWhitespace()
      if cursor.skip("]") { return elements }
      guard cursor.skip(",") else { throw cursor.unexpected("expected a comma or ] after this element") }
      skipWhitespace()
    }
  }

  private mutating func open(depth: Int) throws(JSONSyntaxError) {
    guard depth <= Self.deepestNesting else {
      throw JSONSyntaxError(position: cursor.position, message: "nested deeper than \(Self.deepestNesting) levels")
    }
    cursor.advance()
    skipWhitespace()
  }

  private mutating func word() throws(JSONSyntaxError) -> JSONNode.Value {
    let position = cursor.position
    let word = cursor.take { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" }
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case _ where JSONNumber.isNonFinite(word):
      throw JSONSyntaxError(position: position, message: "“\(word.printable)” is not a value: a number must be finite")
    default:
      throw JSONSyntaxError(
        position: position, message: "“\(word.printable)” is not a value: text must be in double quotes")
    }
  }

  private mutating func skipWhitespace() {
    while let scalar = cursor.current, scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
      cursor.advance()
    }
  }
}
