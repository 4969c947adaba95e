/// The keys of an object of the preset: the one description from which it is decoded, encoded and documented.
///
/// `Codable` is not enough here. It stops at the first error, knows neither positions nor unknown keys, and its keys
/// carry no range, unit or meaning.
struct ObjectSchema<Root: Sendable>: Sendable {
  /// A rule that no single field can check; it reports violations, and ignores values already reported.
  typealias Rule = @Sendable (Root, JSONNode, inout DecodingContext) -> Void
  /// Fills in an object that was decoded from a node.
  typealias Completion = @Sendable (inout Root, JSONNode) -> Void

  /// Title of the section of the reference.
  let title: String
  /// Has the default of each optional field. Its required fields are never used.
  let prototype: Root
  let fields: [SchemaKey<Root>]
  /// Keys of which an object may have at most one.
  let exclusions: [Exclusion]
  /// A key that may stand in for a required one; that one is the other of their exclusion.
  let substitute: Exclusion?
  /// Sets keys that `node` leaves out whose defaults depend on other keys.
  let completion: Completion
  let rule: Rule

  init(
    _ title: String, prototype: Root, fields: [SchemaKey<Root>], exclusions: [Exclusion] = [],
    substitute: Exclusion? = nil, completion: @escaping Completion = { _, _ in }, rule: @escaping Rule = { _, _, _ in }
  ) {
    self.title = title
    self.prototype = prototype
    self.fields = fields
    self.exclusions = exclusions + (substitute.map { [$0] } ?? [])
    self.substitute = substitute
    self.completion = completion
    self.rule = rule
  }

  /// Reads an object, reporting every error in it. If there is one, the result is discarded, but rules still check its
  /// valid parts.
  func decode(_ node: JSONNode, _ context: inout DecodingContext) -> Root {
    let node = node.resolving(exclusions)
    guard case .object(let members) = node.value else {
      context.refuse(node, allowed: "an object with the keys \(keyList)")
      return prototype
    }
    var root = prototype
    for member in members where !fields.contains(where: { $0.key == member.key }) {
      if context.isFull { return prototype }
      let advice = Spelling.advice(on: member.key, among: fields.map(\.key), allowed: keyList)
      context.within(.key(member.key)) { $0.report("unknown key; \(advice)", at: member.keyOrigin) }
    }
    for field in inOrderOfPrecedence(node) {
      context.within(.key(field.key)) { context in
        if let value = node[field.key] {
          field.decode(value, &root, &context)
        } else if field.isRequired, !(substitute?.other == field.key && substitute.map { node[$0.key] != nil } == true)
        {
          context.reportMissing(allowed: field.allowed, in: node)
        }
      }
    }
    completion(&root, node)
    context.judging(.semantic) { context in
      rule(root, node, &context)
      for exclusion in exclusions { exclusion.check(node, &context) }
    }
    return root
  }

  /// Inherited values come first and overrides last, so that these win if two keys write to the same property.
  private func inOrderOfPrecedence(_ node: JSONNode) -> [SchemaKey<Root>] {
    let precedences = fields.map { node[$0.key]?.origin.precedence ?? 0 }
    return Set(precedences).sorted().flatMap { precedence in
      zip(fields, precedences).filter { $0.1 == precedence }.map(\.0)
    }
  }

  /// The object as JSON with all its fields, in their order.
  func encode(_ root: Root) -> String {
    JSONText.object(fields.compactMap { field in field.encode(root).map { (key: field.key, value: $0) } })
  }

  /// The same with only those fields, here and in nested objects, that are the same for all frames.
  func encodeLasting(_ root: Root) -> String {
    JSONText.object(
      fields.filter { $0.effect == .lasting }.compactMap { field in
        (field.encodeLasting ?? field.encode)(root).map { (key: field.key, value: $0) }
      })
  }

  /// The JSON Schema of the object.
  var jsonSchema: JSONSchema {
    let required = fields.contains(where: \.isRequired) ? [(name: "required", value: requiredKeysText)] : []
    return JSONSchema(
      [("title", JSONText.string(title)), ("type", JSONText.string("object")), ("properties", propertiesText)]
        + required + [("additionalProperties", "false")] + (substitute.map(Self.condition) ?? []))
  }

  /// That one of the two keys is given.
  private static func condition(_ substitute: Exclusion) -> [(name: String, value: String)] {
    func requirement(_ key: String) -> String {
      JSONSchema([("required", JSONText.array([JSONText.string(key)]))]).text
    }
    return [("if", requirement(substitute.key)), ("else", requirement(substitute.other))]
  }

  /// The keys with the JSON Schema of their values, including meaning and default.
  var propertiesText: String {
    JSONText.object(
      fields.map { field in
        let meaning = field.unit.isEmpty ? field.meaning : "\(field.meaning) [\(field.unit)]"
        let fallback = field.isRequired ? nil : field.encode(prototype)
        let schema = field.jsonSchema().adding(
          before: [("description", JSONText.string(meaning))], after: fallback.map { [("default", $0)] } ?? [])
        return (key: field.key, value: schema.text)
      })
  }

  /// The keys that must be given, as a JSON array.
  var requiredKeysText: String {
    JSONText.array(
      fields.filter { $0.isRequired && $0.key != substitute?.other }.map { JSONText.string($0.key) })
  }

  private var keyList: String { fields.map(\.key).joined(separator: ", ") }
}
