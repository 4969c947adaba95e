/// A value for a key of a preset: a number, a text, or true or false, written as a literal.
public struct PresetValue: Hashable, Sendable {
  /// JSON, or a text without its quotes.
  let text: String

  /// The value of `json`; anything that is not JSON is taken as a text, so that `#ff0000` and `30000/1001` need no
  /// quotes.
  public init(json: String) { text = json }
  /// A whole number.
  public init(_ number: Int) { text = "\(number)" }
  /// A number.
  public init(_ number: Double) { text = "\(number)" }
}

extension PresetValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(value) }
  /// A number.
  public init(floatLiteral value: Double) { self.init(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { text = "\(value)" }
  /// A text, or JSON, as ``init(json:)`` reads it.
  public init(stringLiteral value: String) { self.init(json: value) }
}
