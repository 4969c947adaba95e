/// A pixel of which a shortcut and brute force do not say the same.
public struct FieldMismatch: Hashable, Sendable, Codable {
  /// The frame, counted from 0.
  public let frame: Int
  /// The row, counted from 0 at the top.
  public let row: Int
  /// The column, counted from 0 at the left.
  public let column: Int
  /// The count by brute force.
  public let bruteForce: Float
  /// The count with the shortcut.
  public let shortcut: Float

  /// The given pixel.
  public init(frame: Int, row: Int, column: Int, bruteForce: Float, shortcut: Float) {
    self.frame = frame
    self.row = row
    self.column = column
    self.bruteForce = bruteForce
    self.shortcut = shortcut
  }

  /// Whether this pixel comes first in the film: by frame, then row, then column.
  func precedes(_ other: FieldMismatch) -> Bool {
    (frame, row, column) < (other.frame, other.row, other.column)
  }
}
