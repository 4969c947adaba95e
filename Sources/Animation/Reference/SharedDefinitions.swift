/// Parts of a JSON Schema that occur more than once, each written once under `$defs` and referred to with `$ref`.
///
/// A description and a default belong to the place, not to what is shared: they stay beside the `$ref`, which draft 2020-12 allows.
struct SharedDefinitions {
  /// A part is shared if it is this long in bytes of formatted JSON; shorter ones are read more easily where they stand.
  private static let leastLength = 200
  private static let annotations = ["description", "default"]

  /// How often each part was found.
  private var counts: [JSONNode: Int] = [:]
  /// The name of each shared part.
  private var names: [JSONNode: String] = [:]
  private var taken: Set<String>
  private var definitions: [JSONNode.Member]

  /// `schema`, a whole JSON Schema, with what occurs more than once among its definitions.
  static func sharing(_ schema: JSONNode) -> JSONNode {
    // Equal parts are equal wherever they were read.
    let schema = schema.with(origin: schema.origin)
    var shared = SharedDefinitions(schema["$defs"]?.members ?? [])
    for part in schema.members { shared.count(part) }
    let members = schema.members.filter { $0.key != "$defs" }.map { shared.rewritten($0, of: "preset") }
    let definitions = shared.definitions.sorted { $0.key < $1.key }
    return .object(
      members + [JSONNode.Member(key: "$defs", keyOrigin: schema.origin, node: .object(definitions, schema.origin))],
      schema.origin)
  }

  private init(_ definitions: [JSONNode.Member]) {
    (self.definitions, taken) = (definitions, Set(definitions.map(\.key)))
  }

  /// Counts the parts below a keyword. Those of a part that was found before are not counted again.
  private mutating func count(_ keyword: JSONNode.Member) {
    for part in keyword.parts {
      let own = part.without(Self.annotations)
      counts[own, default: 0] += 1
      guard counts[own] == 1 else { continue }
      for inner in part.members { count(inner) }
    }
  }

  /// The keyword, of the value of `key`, with references in place of what is shared.
  private mutating func rewritten(_ keyword: JSONNode.Member, of key: String) -> JSONNode.Member {
    keyword.mappingParts { property, schema in self.rewritten(schema, called: property ?? key) }
  }

  private mutating func rewritten(_ schema: JSONNode, called key: String) -> JSONNode {
    let own = schema.without(Self.annotations)
    guard let name = name(of: own, called: key) else {
      return .object(schema.members.map { rewritten($0, of: key) }, schema.origin)
    }
    let value = JSONNode(value: .string("#/$defs/\(name)"), origin: schema.origin)
    var members = schema.members.filter { Self.annotations.contains($0.key) }
    members.insert(
      JSONNode.Member(key: "$ref", keyOrigin: schema.origin, node: value),
      at: members.first?.key == "description" ? 1 : 0)
    return .object(members, schema.origin)
  }

  /// The name of a part without annotations; `nil` if it is not shared.
  private mutating func name(of part: JSONNode, called key: String) -> String? {
    if let name = names[part] { return name }
    guard counts[part, default: 0] > 1, IndentedJSON.text(part).utf8.count >= Self.leastLength else { return nil }
    let name = newName(for: part, called: key)
    names[part] = name
    let body = JSONNode.object(part.members.map { rewritten($0, of: key) }, part.origin)
    definitions.append(JSONNode.Member(key: name, keyOrigin: part.origin, node: body))
    return name
  }

  /// The title of `schema`, or else the key whose value it is, with a number if that is taken.
  private mutating func newName(for schema: JSONNode, called key: String) -> String {
    var title = key
    if case .string(let text)? = schema["title"]?.value {
      title = text.lowercased().split(separator: " ").joined(separator: "-")
    }
    var name = title
    var number = 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(title)-\(number)"
    }
    return name
  }
}

extension JSONNode {
  /// The members, if this is an object.
  fileprivate var members: [Member] { if case .object(let members) = value { members } else { [] } }

  fileprivate static func object(_ members: [Member], _ origin: DiagnosticOrigin) -> JSONNode {
    JSONNode(value: .object(members), origin: origin)
  }
}

extension JSONNode.Member {
  /// The schemas that a keyword has.
  fileprivate var parts: [JSONNode] {
    switch (key, node.value) {
    case ("properties", .object(let members)): members.map(\.node)
    case ("items", .object): [node]
    case ("anyOf", .array(let alternatives)): alternatives
    default: []
    }
  }

  /// The keyword with each of its schemas replaced, of which properties have keys of their own.
  fileprivate func mappingParts(_ change: (_ key: String?, _ schema: JSONNode) -> JSONNode) -> JSONNode.Member {
    var changed = self
    switch (key, node.value) {
    case ("properties", .object(var members)):
      for index in members.indices { members[index].node = change(members[index].key, members[index].node) }
      changed.node.value = .object(members)
    case ("items", .object): changed.node = change(nil, node)
    case ("anyOf", .array(let alternatives)): changed.node.value = .array(alternatives.map { change(nil, $0) })
    default: break
    }
    return changed
  }
}
