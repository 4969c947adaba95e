/// Why a text is not JSON (RFC 8259).
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where reading stopped.
  public let position: TextPosition
  /// What was expected and what was found.
  public let message: String

  /// Written like `line 3, column 5: expected a comma or } after this member, found “x”`.
  public var description: String { "line \(position.line), column \(position.column): \(message)" }
}
