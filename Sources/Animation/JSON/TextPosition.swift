/// A place in a text, as editors count.
public struct TextPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Line, from 1. Lines end with LF, CR LF or CR.
  public var line: Int
  /// Column, from 1, counted in Unicode scalars.
  public var column: Int

  /// The position at `line` and `column`.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Written like `12:7`.
  public var description: String { "\(line):\(column)" }

  /// Whether `left` comes before `right` in the text.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Why a text is not JSON (RFC 8259).
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where reading stopped.
  public let position: TextPosition
  /// What was expected and what was found.
  public let message: String

  /// Written like `line 3, column 5: expected a comma or } after this member, found “x”`.
  public var description: String { "line \(position.line), column \(position.column): \(message)" }
}
