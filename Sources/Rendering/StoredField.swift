import Synchronization

/// The field of a frame, kept for frames that come later: the counts of the tiles that are computed.
///
/// One job fills it, tile by tile; others may take tiles at the same time, and are told which are not there yet. Its memory is
/// freed with the last job that refers to it.
///
/// Proof of Sendable: the rows of a tile are written by the one worker that computes the tile, before it sets the tile's
/// flag, and never after; others read them only once they have seen the flag set. The flags are atomic.
public final class StoredField: @unchecked Sendable {
  /// The tiles.
  let grid: TileGrid

  private let counts: UnsafeMutableBufferPointer<Float>
  private let isFinished: UnsafeMutableBufferPointer<Atomic<Bool>>

  /// Room for the field of a frame with these tiles; none is there yet.
  init(grid: TileGrid) {
    self.grid = grid
    counts = .allocate(capacity: grid.computedRows * grid.size.width)
    isFinished = .allocate(capacity: grid.count)
    for tile in 0..<grid.count { isFinished.initializeElement(at: tile, to: Atomic(false)) }
  }

  deinit {
    isFinished.deinitialize().deallocate()
    counts.deallocate()
  }

  /// Bytes of the counts of a frame with the tiles of `grid`.
  static func byteCount(_ grid: TileGrid) -> Int { grid.computedRows * grid.size.width * MemoryLayout<Float>.stride }

  /// The place of the counts of a tile's rows, for the one worker that computes them.
  func room(for tile: TileGrid.Tile) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: counts[places(of: tile.rows)])
  }

  /// Tells that the counts of tile `item` are there and will not change any more.
  func finish(item: Int) {
    // Releasing publishes the counts to those who see the flag.
    isFinished[item].store(true, ordering: .releasing)
  }

  /// The counts of `rows`, which must be among the computed ones; `nil` when a tile of theirs is not finished.
  func counts(of rows: Range<Int>) -> UnsafeBufferPointer<Float>? {
    for item in grid.items(over: rows) where !isFinished[item].load(ordering: .acquiring) { return nil }
    return UnsafeBufferPointer(rebasing: counts[places(of: rows)])
  }

  private func places(of rows: Range<Int>) -> Range<Int> {
    rows.lowerBound * grid.size.width..<rows.upperBound * grid.size.width
  }
}
