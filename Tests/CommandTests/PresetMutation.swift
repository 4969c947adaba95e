import Animation
import TestSupport

/// A preset in which one thing was changed by rule.
struct PresetMutation {
  /// What is changed.
  enum Rule: String, CaseIterable {
    case replaceValue, quoteNumber, scaleNumber, removeKey, misspellKey, addKey, shuffleKeys, dropElement,
      repeatElement, emptyArray, swapElements, strangeElement
  }

  /// The preset after the change.
  let text: String
  /// Lines at which a fault of form may be found.
  let faultyLines: Set<Int>

  /// Values of every kind, allowed at some place or at none.
  private static let strangers = [
    "null", "true", "false", "0", "1", "-1", "1.5", "2e0", "64", "1e9", "1e-20", "1e999", "0.3333333333", "[]", "{}",
    "[1]", "[0, 1]", "[9, 9]", "[3, 3]", "[0, null]", "[\"0.1\", \"9\"]", "[1, 2, 3]", "\"\"", "\" \"", "\"text\"",
    "\"0.5\"", "\"64\"", "\"-0\"", "\"nan\"", "\"inf\"", "\"1e999\"", "\"0x10\"", "\"+1\"", "\"1.\"", "\".5\"",
    "\"1e5\"",
    "\"30000/1001\"", "\"1/0\"", "\"5/\"", "\"#12g\"", "\"#abc\"", "\"#a1b2c3\"", "\"wrap\"", "\"linear\"",
    "{ \"keyframes\": [] }", "{ \"keyframes\": [{ \"time\": 0, \"value\": 1 }] }", "{ \"path\": \"circle\" }",
    "{ \"path\": \"circel\" }", "{ \"stops\": [{ \"at\": 0, \"color\": \"#fff\" }] }",
  ]

  /// A change of `root` by `rule` at a place drawn by chance; `nil` where the rule finds no place.
  init?(of root: JSONNode, by rule: Rule, random: inout SeededGenerator) throws {
    var changed = root
    let sites = Self.sites(in: root, at: []).filter { rule.suits($0.node) }
    guard let site = sites.randomElement(using: &random) else { return nil }
    var touched: LaidOutJSON.Path?
    try Self.edit(&changed, site.path[...]) { touched = try rule.apply(to: &$0, random: &random) }
    let layout = LaidOutJSON(changed)
    text = layout.text
    guard let whole = layout.places[site.path] else { return nil }
    switch rule {
    case .replaceValue, .quoteNumber, .scaleNumber, .dropElement, .repeatElement, .emptyArray, .swapElements,
      .strangeElement:
      faultyLines = Set(whole).union(Self.lineOfPoint(site, layout))
    case .removeKey, .misspellKey, .addKey, .shuffleKeys:
      // A key that is missing is missed where its object begins.
      let line = touched.flatMap { layout.places[site.path + $0] }?.lowerBound
      faultyLines = Set([whole.lowerBound, line].compactMap { $0 })
    }
  }

  /// Where the array begins that a number stands in: too large a modulus is the whole point's fault.
  private static func lineOfPoint(_ site: (path: LaidOutJSON.Path, node: JSONNode), _ layout: LaidOutJSON) -> Set<Int> {
    switch (site.path.last, site.node.value) {
    case (.index, .number), (.index, .string):
      Set([layout.places[site.path.dropLast()]?.lowerBound].compactMap { $0 })
    default: []
    }
  }

  private static func sites(
    in node: JSONNode, at path: LaidOutJSON.Path
  ) -> [(path: LaidOutJSON.Path, node: JSONNode)] {
    let inner: [(path: LaidOutJSON.Path, node: JSONNode)] =
      switch node.value {
      case .object(let members): members.flatMap { sites(in: $0.node, at: path + [.key($0.key)]) }
      case .array(let elements):
        elements.enumerated().flatMap { sites(in: $0.element, at: path + [.index($0.offset)]) }
      default: []
      }
    return [(path, node)] + inner
  }

  private static func edit(
    _ node: inout JSONNode, _ path: ArraySlice<PresetPath.Component>, _ body: (inout JSONNode) throws -> Void
  ) rethrows {
    switch (path.first, node.value) {
    case (.key(let key), .object(var members)):
      guard let index = members.firstIndex(where: { $0.key == key }) else { return }
      try edit(&members[index].node, path.dropFirst(), body)
      node.value = .object(members)
    case (.index(let index), .array(var elements)):
      try edit(&elements[index], path.dropFirst(), body)
      node.value = .array(elements)
    default:
      try body(&node)
    }
  }

  /// A value from the list of strangers.
  fileprivate static func stranger(_ random: inout SeededGenerator) throws -> JSONNode {
    try JSONParser.parse(utf8: Array((strangers.randomElement(using: &random) ?? "null").utf8))
  }
}

extension PresetMutation.Rule {
  fileprivate func suits(_ node: JSONNode) -> Bool {
    switch (self, node.value) {
    case (.replaceValue, _), (.quoteNumber, .number), (.scaleNumber, .number), (.addKey, .object): true
    case (.removeKey, .object(let members)), (.misspellKey, .object(let members)), (.shuffleKeys, .object(let members)):
      !members.isEmpty
    case (.dropElement, .array(let elements)), (.repeatElement, .array(let elements)),
      (.emptyArray, .array(let elements)), (.swapElements, .array(let elements)),
      (.strangeElement, .array(let elements)):
      !elements.isEmpty
    default: false
    }
  }

  /// Changes `node`, and returns the path from there to a changed key.
  fileprivate func apply(to node: inout JSONNode, random: inout SeededGenerator) throws -> LaidOutJSON.Path? {
    switch node.value {
    case _ where self == .replaceValue:
      node.value = try PresetMutation.stranger(&random).value
    case .number(let text):
      let factor: Double = [-1, 1e-9, 1000, 1e6].randomElement(using: &random) ?? -1
      let scaled = (Double(text) ?? 1) * factor
      node.value = self == .quoteNumber ? .string(text) : .number(text: scaled.description)
    case .object(var members):
      let key = try change(&members, random: &random)
      node.value = .object(members)
      return key.map { [.key($0)] }
    case .array(var elements):
      try change(&elements, random: &random)
      node.value = .array(elements)
    default: break
    }
    return nil
  }

  private func change(_ members: inout [JSONNode.Member], random: inout SeededGenerator) throws -> String? {
    let index = Int.random(in: 0..<max(1, members.count), using: &random)
    switch self {
    case .removeKey: members.remove(at: index)
    case .misspellKey:
      var letters = Array(members[index].key)
      letters.remove(at: Int.random(in: 0..<letters.count, using: &random))
      members[index].key = String(letters) + (Bool.random(using: &random) ? "s" : "")
      // By chance it may be the name of a neighbour, and JSON has no room for two.
      guard members.filter({ $0.key == members[index].key }).count == 1 else {
        members.remove(at: index)
        return nil
      }
      return members[index].key
    case .addKey:
      let text = #"[{ "colour": 3, "zoom": {}, "Title": "x", "time ": 0 }]"#
      guard case .array(let objects) = try JSONParser.parse(utf8: Array(text.utf8)).value,
        case .object(let strangers)? = objects.first?.value, let member = strangers.randomElement(using: &random)
      else { return nil }
      members.insert(member, at: Int.random(in: 0...members.count, using: &random))
      return member.key
    default: members.shuffle(using: &random)
    }
    return nil
  }

  private func change(_ elements: inout [JSONNode], random: inout SeededGenerator) throws {
    let index = Int.random(in: 0..<elements.count, using: &random)
    switch self {
    case .dropElement: elements.remove(at: index)
    case .repeatElement: elements.insert(elements[index], at: index)
    case .emptyArray: elements = []
    case .swapElements: elements.swapAt(index, elements.count - 1 - index)
    default: elements.insert(try PresetMutation.stranger(&random), at: index)
    }
  }
}
