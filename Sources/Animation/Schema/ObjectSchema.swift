/// The keys of an object of the preset: the one description from which it is decoded, encoded and documented.
///
/// `Codable` is not enough here. It stops at the first error, knows neither positions nor unknown keys, and its keys
/// carry no range, unit or meaning.
struct ObjectSchema<Root: Sendable>: Sendable {
  /// A rule that no single field can check; it reports violations, and ignores values already reported.
  typealias Rule = @Sendable (Root, JSONNode, inout DecodingContext) -> Void
  /// Fills in an object that was decoded from a node.
  typealias Completion = @Sendable (inout Root, JSONNode) -> Void

  /// What its keys are.
  let outline: ObjectOutline
  /// Has the default of each optional field. Its required fields are never used.
  let prototype: Root
  /// How the values of the outline's keys are read and written, in the same order.
  private let fields: [SchemaKey<Root>]
  /// Sets keys that `node` leaves out whose defaults depend on other keys.
  let completion: Completion
  let rule: Rule

  init(
    _ title: String, prototype: Root, fields: [SchemaKey<Root>], exclusions: [Exclusion] = [],
    substitutes: [Exclusion] = [], completion: @escaping Completion = { _, _ in }, rule: @escaping Rule = { _, _, _ in }
  ) {
    outline = ObjectOutline(
      title: title, keys: fields.map(\.facts), exclusions: exclusions + substitutes, substitutes: substitutes)
    self.prototype = prototype
    self.fields = fields
    self.completion = completion
    self.rule = rule
  }

  /// Reads an object, reporting every error in it. If there is one, the result is discarded, but rules still check its
  /// valid parts.
  func decode(_ node: JSONNode, _ context: inout DecodingContext) -> Root {
    let node = node.resolving(outline.exclusions)
    guard outline.checkKeys(of: node, &context) else { return prototype }
    var root = prototype
    for number in outline.readingOrder(of: node) {
      guard let value = outline.value(ofKey: number, in: node, &context) else { continue }
      let field = fields[number]
      context.within(.key(field.facts.key)) { field.decode(value, &root, &$0) }
    }
    completion(&root, node)
    context.judging(.semantic) { context in
      rule(root, node, &context)
      outline.checkExclusions(of: node, &context)
    }
    return root
  }

  /// The object as JSON with all its fields, in their order.
  func encode(_ root: Root) -> String { encode(root, without: []) }

  /// The same without the fields of `keys`.
  func encode(_ root: Root, without keys: [String]) -> String {
    outline.object(of: fields.map { keys.contains($0.facts.key) ? nil : $0.encode(root) })
  }

  /// The same with only those fields, here and in nested objects, that are the same for all frames.
  func encodeLasting(_ root: Root) -> String {
    outline.object(
      of: fields.map { $0.facts.effect == .lasting ? ($0.encodeLasting ?? $0.encode)(root) : nil })
  }

  /// The default of each key as JSON text; `nil` for those that are required, or are left out by default.
  var defaults: [String?] { fields.map { $0.facts.isRequired ? nil : $0.encode(prototype) } }

  /// The JSON Schema of the object.
  var jsonSchema: JSONSchema { outline.jsonSchema(defaults: defaults) }
}
