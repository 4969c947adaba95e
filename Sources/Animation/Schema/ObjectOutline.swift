/// What an object's keys are, whatever type they are read into: the part of an `ObjectSchema` that is not generic.
///
/// The compiler makes a copy of generic code for each of the forty types that have a schema, and one of this. So the functions that
/// all of those call stay calls.
struct ObjectOutline: Sendable {
  /// Title of the section of the reference.
  let title: String
  let keys: [KeyFacts]
  /// Keys of which an object may have at most one.
  let exclusions: [Exclusion]
  /// Keys that may stand in for required ones; those are the others of their exclusions.
  let substitutes: [Exclusion]

  /// Reports a node that is no object, and its unknown keys.
  ///
  /// - Returns: whether the rest can be read.
  @inline(never)
  func checkKeys(of node: JSONNode, _ context: inout DecodingContext) -> Bool {
    guard case .object(let members) = node.value else {
      context.refuse(node, allowed: "an object with the keys \(keyList)")
      return false
    }
    for member in members where !keys.contains(where: { $0.key == member.key }) {
      if context.isFull { return false }
      let advice = Spelling.advice(on: member.key, among: keys.map(\.key), allowed: keyList)
      context.within(.key(member.key)) { $0.report("unknown key; \(advice)", at: member.keyOrigin) }
    }
    return true
  }

  /// The numbers of the keys in the order in which they are read: inherited values come first and overrides last, so that these win if
  /// two keys write to the same property.
  @inline(never)
  func readingOrder(of node: JSONNode) -> [Int] {
    let precedences = keys.map { node[$0.key]?.origin.precedence ?? 0 }
    return Set(precedences).sorted().flatMap { precedence in
      keys.indices.filter { precedences[$0] == precedence }
    }
  }

  /// The value that `node` has for the key of that number; if there is none though there has to be, that is reported.
  @inline(never)
  func value(ofKey number: Int, in node: JSONNode, _ context: inout DecodingContext) -> JSONNode? {
    let facts = keys[number]
    if let value = node[facts.key] { return value }
    if facts.isRequired, !substitutes.contains(where: { $0.other == facts.key && node[$0.key] != nil }) {
      context.within(.key(facts.key)) { $0.reportMissing(allowed: facts.allowed, in: node) }
    }
    return nil
  }

  /// Reports keys that exclude each other.
  @inline(never)
  func checkExclusions(of node: JSONNode, _ context: inout DecodingContext) {
    for exclusion in exclusions { exclusion.check(node, &context) }
  }

  /// An object with `values` as JSON texts, one for each key; those that are `nil` are left out.
  @inline(never)
  func object(of values: [String?]) -> String {
    JSONText.object(zip(keys, values).compactMap { facts, value in value.map { (key: facts.key, value: $0) } })
  }

  private var keyList: String { keys.map(\.key).joined(separator: ", ") }
}

extension ObjectOutline {
  /// The JSON Schema of the object, whose optional keys have `defaults`.
  @inline(never)
  func jsonSchema(defaults: [String?]) -> JSONSchema {
    let required = keys.contains(where: \.isRequired) ? [(name: "required", value: requiredKeysText)] : []
    return JSONSchema(
      [
        ("title", JSONText.string(title)), ("type", JSONText.string("object")),
        ("properties", propertiesText(defaults: defaults)),
      ] + required + [("additionalProperties", "false")] + substitution)
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
  func propertiesText(defaults: [String?]) -> String {
    JSONText.object(
      zip(keys, defaults).map { facts, fallback in
        let meaning = facts.unit.isEmpty ? facts.meaning : "\(facts.meaning) [\(facts.unit)]"
        let schema = facts.jsonSchema().adding(
          before: [("description", JSONText.string(meaning))], after: fallback.map { [("default", $0)] } ?? [])
        return (key: facts.key, value: schema.text)
      })
  }

  /// The keys that must be given, as a JSON array.
  var requiredKeysText: String {
    JSONText.array(
      keys.filter { facts in facts.isRequired && !substitutes.contains { $0.other == facts.key } }.map {
        JSONText.string($0.key)
      })
  }
}
