/// The JSON Schema (draft 2020-12) of a value: the part of a codec's rules that editors and other validators can check.
struct JSONSchema: Sendable {
  /// Keywords in their order, each with its value as JSON text.
  private(set) var keywords: [(name: String, value: String)]

  init(_ keywords: [(name: String, value: String)]) {
    self.keywords = keywords
  }

  /// No constraint: any value is valid.
  static let anything = JSONSchema([])

  /// Values of a JSON type, such as `string`, to which the keywords of `more` apply as well.
  static func type(_ name: String, _ more: [(name: String, value: String)] = []) -> JSONSchema {
    JSONSchema([("type", JSONText.string(name))] + more)
  }

  /// Text that contains a match of `pattern`, a regular expression.
  static func text(pattern: String) -> JSONSchema {
    .type("string", [("pattern", JSONText.string(pattern))])
  }

  /// One of `names`.
  static func names(_ names: [String]) -> JSONSchema {
    JSONSchema([("enum", JSONText.array(names.map(JSONText.string)))])
  }

  /// Arrays of `element`, with this many of them.
  static func array(of element: JSONSchema, count: PartialRangeFrom<Int>) -> JSONSchema {
    .type("array", [("items", element.text), ("minItems", "\(count.lowerBound)")])
  }

  /// Values that at least one of `alternatives` allows; nested alternatives are flattened.
  static func anyOf(_ alternatives: [JSONSchema]) -> JSONSchema {
    let flat = alternatives.flatMap { alternative in alternative.alternatives ?? [alternative.text] }
    return JSONSchema([(anyOfKeyword, JSONText.array(flat))], alternatives: flat)
  }

  /// A number for which `numbers` holds, or a decimal string, whose size no pattern can check.
  static func numeric(_ numbers: JSONSchema) -> JSONSchema {
    .anyOf([numbers, JSONSchema([("$ref", JSONText.string("#/$defs/\(decimalName)"))])])
  }

  /// The same with more keywords before or after.
  func adding(before: [(name: String, value: String)] = [], after: [(name: String, value: String)] = []) -> JSONSchema {
    JSONSchema(before + keywords + after)
  }

  /// The schema as JSON.
  var text: String { JSONText.object(keywords.map { (key: $0.name, value: $0.value) }) }

  /// The definitions that `numeric` refers to, for the keyword `$defs` of the whole schema.
  static var definitions: String {
    JSONText.object([(key: decimalName, value: JSONSchema.text(pattern: "^\(decimalPattern)$").text)])
  }

  /// RFC 8259's grammar of numbers.
  static let decimalPattern = #"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"#

  private static let decimalName = "decimal"
  private static let anyOfKeyword = "anyOf"
  /// The texts of the alternatives, if there is nothing else.
  private var alternatives: [String]?

  private init(_ keywords: [(name: String, value: String)], alternatives: [String]) {
    self.keywords = keywords
    self.alternatives = alternatives
  }
}
