/// The numbers that a value may have.
struct NumberRange: Sendable, CustomStringConvertible {
  private let lowest: Double
  private let highest: Double
  private let excludesLowest: Bool

  /// From `range`'s lower bound to its upper one, both included.
  init(_ range: ClosedRange<Double>) {
    lowest = range.lowerBound
    highest = range.upperBound
    excludesLowest = false
  }

  /// Above 0, up to and including `highest`.
  static func positive(upTo highest: Double) -> NumberRange {
    NumberRange(lowest: 0, highest: highest, excludesLowest: true)
  }

  private init(lowest: Double, highest: Double, excludesLowest: Bool) {
    self.lowest = lowest
    self.highest = highest
    self.excludesLowest = excludesLowest
  }

  func contains(_ value: Double) -> Bool {
    value <= highest && (excludesLowest ? value > lowest : value >= lowest)
  }

  /// `from 0 to 100`, or `above 0 and at most 100`.
  var description: String {
    let (low, high) = (JSONNumber.text(lowest), JSONNumber.text(highest))
    return excludesLowest ? "above \(low) and at most \(high)" : "from \(low) to \(high)"
  }
  /// The JSON Schema of the numbers.
  var jsonSchema: JSONSchema {
    .type(
      "number",
      [
        (excludesLowest ? "exclusiveMinimum" : "minimum", JSONNumber.text(lowest)),
        ("maximum", JSONNumber.text(highest)),
      ])
  }
}
