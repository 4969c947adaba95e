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
  /// Keys that may stand in for required ones; those are the others of their exclusions.
  let substitutes: [Exclusion]
  /// Sets keys that `node` leaves out whose defaults depend on other keys.
  let completion: Completion
  let rule: Rule

  init(
    _ title: String, prototype: Root, fields: [SchemaKey<Root>], exclusions: [Exclusion] = [],
    substitutes: [Exclusion] = [], completion: @escaping Completion = { _, _ in }, rule: @escaping Rule = { _, _, _ in }
  ) {
    self.title = title
    self.prototype = prototype
    self.fields = fields
    self.exclusions = exclusions + substitutes
    self.substitutes = substitutes
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
        } else if field.isRequired, !substitutes.contains(where: { $0.other == field.key && node[$0.key] != nil }) {
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
  func encode(_ root: Root) -> String { encode(root, without: []) }

  /// The same without the fields of `keys`.
  func encode(_ root: Root, without keys: [String]) -> String {
    JSONText.object(
      fields.filter { !keys.contains($0.key) }.compactMap { field in
        field.encode(root).map { (key: field.key, value: $0) }
      })
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
        + required + [("additionalProperties", "false")] + substitution)
  }

  /// That a substitute is given, or what it stands in for.
  var substitution: [(name: String, value: String)] {
    func requirement(_ keys: [String]) -> String {
      JSONSchema([("required", JSONText.array(keys.map(JSONText.string)))]).text
    }
    guard let key = substitutes.first?.key else { return [] }
    return [("if", requirement([key])), ("else", requirement(substitutes.map(\.other)))]
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
      fields.filter { field in field.isRequired && !substitutes.contains { $0.other == field.key } }.map {
        JSONText.string($0.key)
      })
  }

  private var keyList: String { fields.map(\.key).joined(separator: ", ") }
}
