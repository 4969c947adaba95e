/// The colours of a row of pixels.
protocol ColorRow {
  /// The colour in a column.
  subscript(column: Int) -> PackedColor { get }
}

/// Colours by the numbers of their entries in a table.
struct IndexedColors: ColorRow {
  /// The entries' numbers, one a pixel.
  let entries: UnsafePointer<UInt32>
  /// The table.
  let colors: UnsafePointer<PackedColor>

  @inline(__always)
  subscript(column: Int) -> PackedColor { colors[Int(entries[column])] }
}

/// Colours one after the other.
struct ResolvedColors: ColorRow {
  /// One a pixel.
  let colors: UnsafePointer<PackedColor>

  @inline(__always)
  subscript(column: Int) -> PackedColor { colors[column] }
}
