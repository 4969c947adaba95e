/// A way of computing the field of one frame: what an audit compares.
///
/// Any number of threads may ask for different tiles at once.
package protocol AuditedField: Sendable {
  /// Writes the smooth counts of a tile's rows to `counts`, and those of the rows opposite to `opposite`, row by row without
  /// gaps; `opposite` is empty where the tile has none.
  func fill(
    _ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>,
    opposite: UnsafeMutableBufferPointer<Float>)
}

extension FieldPlan: AuditedField {
  /// As the jobs do: in a folded frame the opposite rows follow, in any other they are a tile of their own.
  func fill(
    _ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>,
    opposite: UnsafeMutableBufferPointer<Float>
  ) {
    guard let oppositeRows = tile.opposite else { return fill(tile, into: counts) }
    if grid.isFolded {
      fill(tile, into: counts)
      fold.write(UnsafeBufferPointer(counts), to: opposite, width: grid.size.width)
    } else {
      fill(TileGrid.Tile(rows: tile.rows, opposite: nil), into: counts)
      fill(TileGrid.Tile(rows: oppositeRows, opposite: nil), into: opposite)
    }
  }
}
