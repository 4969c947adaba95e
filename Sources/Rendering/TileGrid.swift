import FractalMath

/// The tiles of a frame: bands of whole rows, from top to bottom.
///
/// Whole rows keep a tile's pixels contiguous and give the chroma filter its left and right neighbours, so tiles share
/// no border work. The height is even: no 2×2 block of a 4:2:0 picture is split between two tiles.
public struct TileGrid: Hashable, Sendable {
  /// Size of the frame.
  public let size: FrameSize
  /// Rows of every tile but the last, which may have fewer.
  public let rowsPerTile: Int

  /// Pixels a tile should have: its counts fit a core's second-level cache and take about a tenth of a millisecond or more.
  private static let pixelsPerTile = 16384

  /// The grid for frames of `size`.
  public init(size: FrameSize) {
    self.size = size
    rowsPerTile = max(2, Self.pixelsPerTile / size.width / 2 * 2)
  }

  /// Number of tiles.
  public var count: Int { (size.height + rowsPerTile - 1) / rowsPerTile }

  /// The rows of the tile at `index`, 0..<count.
  public func rows(ofTile index: Int) -> Range<Int> {
    let first = index * rowsPerTile
    return first..<min(first + rowsPerTile, size.height)
  }
}
