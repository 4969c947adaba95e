import Animation

/// Applies edits to a preset's text, leaving all other bytes unchanged.
struct PresetPatch {
  private var bytes: [UInt8]
  private var root: SpannedJSON
  /// Pending replacements, all of parts of `root` and none within another.
  private var pending: [(range: Range<Int>, text: [UInt8])] = []

  /// The text after `edits`, applied one after the other.
  ///
  /// - Throws: if the text is not JSON, or a path does not exist.
  static func apply(_ edits: [PresetEdit], to text: String) throws(HTTPFault) -> String {
    var patch = try PresetPatch(Array(text.utf8))
    for edit in edits { try patch.apply(edit) }
    try patch.flush()
    return String(decoding: patch.bytes, as: UTF8.self)
  }

  private init(_ bytes: [UInt8]) throws(HTTPFault) {
    self.bytes = bytes
    root = try Self.parse(bytes)
  }

  private static func parse(_ bytes: [UInt8]) throws(HTTPFault) -> SpannedJSON {
    do throws(JSONSyntaxError) {
      return try SpannedJSON(bytes)
    } catch {
      throw HTTPFault(.unprocessable, "the preset's text is not JSON: \(error.position): \(error.message)")
    }
  }

  private mutating func apply(_ edit: PresetEdit) throws(HTTPFault) {
    if case .set(let node) = edit.change, let target = Self.find(edit.path[...], in: root)?.range {
      // Existing values are replaced together: many keys may move at once.
      if pending.contains(where: { $0.range.overlaps(target) }) {
        try flush()
        return try apply(edit)
      }
      pending.append((target, Self.text(node, indent: indent(at: target.lowerBound))))
      return
    }
    try flush()
    switch edit.change {
    case .set(let node): try create(node, at: edit)
    case .remove: try remove(edit)
    case .insert(let node): try insert(node, at: edit)
    }
    try flush()
  }

  /// Applies the replacements, from the last to the first.
  private mutating func flush() throws(HTTPFault) {
    guard !pending.isEmpty else { return }
    for (range, text) in pending.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(range, with: text)
    }
    pending = []
    root = try Self.parse(bytes)
  }

  private static func find(_ path: ArraySlice<PresetEdit.Step>, in value: SpannedJSON) -> SpannedJSON? {
    guard let step = path.first else { return value }
    switch (step, value.parts) {
    case (.key(let key), .members(let members)):
      return members.first { $0.key == key }.flatMap { find(path.dropFirst(), in: $0.value) }
    case (.index(let index), .elements(let elements)):
      return elements.indices.contains(index) ? find(path.dropFirst(), in: elements[index]) : nil
    default: return nil
    }
  }

  /// Adds the missing member, with the objects round it.
  private mutating func create(_ node: JSONNode, at edit: PresetEdit) throws(HTTPFault) {
    for count in stride(from: edit.path.count - 1, through: 0, by: -1) {
      guard let container = Self.find(edit.path.prefix(count), in: root) else { continue }
      guard case .members = container.parts else { break }
      guard case .key(let key) = edit.path[count] else { break }
      var inner: [String] = []
      for step in edit.path[(count + 1)...] {
        guard case .key(let key) = step else { throw nowhere(edit) }
        inner.append(JSONFragment.string(key).text)
      }
      let opening = JSONFragment.string(key).text + ": " + inner.map { "{ \($0): " }.joined()
      let closing = String(repeating: " }", count: inner.count)
      add(to: container, at: container.partRanges.count) { indent in
        Array(opening.utf8) + Self.text(node, indent: indent) + Array(closing.utf8)
      }
      return
    }
    throw nowhere(edit)
  }

  private mutating func insert(_ node: JSONNode, at edit: PresetEdit) throws(HTTPFault) {
    guard case .index(let index) = edit.path.last, let array = Self.find(edit.path.dropLast(), in: root),
      case .elements(let elements) = array.parts, index <= elements.count
    else { throw nowhere(edit) }
    add(to: array, at: index) { indent in Self.text(node, indent: indent) }
  }

  private mutating func remove(_ edit: PresetEdit) throws(HTTPFault) {
    guard let step = edit.path.last, let container = Self.find(edit.path.dropLast(), in: root),
      let index = Self.index(of: step, in: container)
    else { throw nowhere(edit) }
    let parts = container.partRanges
    let range =
      if index > 0 {
        parts[index - 1].upperBound..<parts[index].upperBound
      } else if parts.count > 1 {
        parts[0].lowerBound..<parts[1].lowerBound
      } else {
        container.range.lowerBound + 1..<container.range.upperBound - 1
      }
    pending.append((range, []))
  }

  private static func index(of step: PresetEdit.Step, in container: SpannedJSON) -> Int? {
    switch (step, container.parts) {
    case (.key(let key), .members(let members)): members.firstIndex { $0.key == key }
    case (.index(let index), .elements(let elements)): elements.indices.contains(index) ? index : nil
    default: nil
    }
  }

  /// Adds a part before part number `index` of `container`, spaced like its neighbours.
  private mutating func add(to container: SpannedJSON, at index: Int, _ text: (_ indent: [UInt8]) -> [UInt8]) {
    let parts = container.partRanges
    guard let neighbour = parts.isEmpty ? nil : parts[min(index, parts.count - 1)] else {
      let isObject = bytes[container.range.lowerBound] == UInt8(ascii: "{")
      let blank: [UInt8] = isObject ? [UInt8(ascii: " ")] : []
      let inside = container.range.lowerBound + 1..<container.range.upperBound - 1
      pending.append((inside, blank + text(indent(at: container.range.lowerBound)) + blank))
      return
    }
    var gap = blanks(before: neighbour.lowerBound)
    // The gap after a bracket is not representative: [1, 2] has none there.
    if !gap.contains(UInt8(ascii: "\n")) { gap = [UInt8(ascii: " ")] }
    let new = text(indent(at: neighbour.lowerBound))
    if index < parts.count {
      pending.append((neighbour.lowerBound..<neighbour.lowerBound, new + [UInt8(ascii: ",")] + gap))
    } else {
      let end = parts[parts.count - 1].upperBound
      pending.append((end..<end, [UInt8(ascii: ",")] + gap + new))
    }
  }

  private func blanks(before place: Int) -> [UInt8] {
    var start = place
    while start > 0, " \n\r\t".utf8.contains(bytes[start - 1]) { start -= 1 }
    return Array(bytes[start..<place])
  }

  /// The indentation of the line at `place`.
  private func indent(at place: Int) -> [UInt8] {
    let start = bytes[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Array(bytes[start..<place].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
  }

  private static let longestLine = 100

  /// `node` on one line or, if that is long, on several lines, indented like the current one.
  private static func text(_ node: JSONNode, indent: [UInt8]) -> [UInt8] {
    let line = node.onOneLine
    if indent.count + line.utf8.count <= longestLine { return Array(line.utf8) }
    let lines = IndentedJSON.text(node).utf8.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")] + indent))
  }

  private func nowhere(_ edit: PresetEdit) -> HTTPFault {
    HTTPFault(.unprocessable, "the path \(edit.name) leads nowhere in the preset")
  }
}

extension JSONNode {
  /// The value on one line; numbers stay as written.
  fileprivate var onOneLine: String {
    switch value {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .string(let text): JSONFragment.string(text).text
    case .array(let elements): "[" + elements.map(\.onOneLine).joined(separator: ", ") + "]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ " + members.map { JSONFragment.string($0.key).text + ": " + $0.node.onOneLine }.joined(separator: ", ")
          + " }"
    }
  }

  /// The value as part of an answer.
  var fragment: JSONFragment { JSONFragment(json: onOneLine) }
}
