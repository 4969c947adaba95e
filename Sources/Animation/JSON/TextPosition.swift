/// A place in a text, as editors count.
public struct TextPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Line, from 1. Lines end with LF, CR LF or CR.
  public var line: Int
  /// Column, from 1, counted in Unicode scalars.
  public var column: Int

  /// The place in `line` and `column`.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Written like `12:7`.
  public var description: String { "\(line):\(column)" }

  /// Whether `left` stands before `right` in the text.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
