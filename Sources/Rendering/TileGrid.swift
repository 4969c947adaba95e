import FractalMath

/// The tiles of a frame: bands of whole rows.
///
/// Whole rows keep a tile's pixels contiguous and give the chroma filter its left and right neighbours, so tiles share
/// no border work. Bands begin at even rows: no 2×2 block of a 4:2:0 picture is split between two tiles.
public struct TileGrid: Hashable, Sendable {
  /// One tile.
  public struct Tile: Hashable, Sendable {
    /// The rows that are computed.
    public let rows: Range<Int>
    /// The rows at the same distance from the other edge of a folded frame, which follow from them; as many.
    public let opposite: Range<Int>?
  }

  /// Size of the frame.
  public let size: FrameSize
  /// Whether the lower half follows from the upper one.
  public let isFolded: Bool

  private let rowsPerTile: Int

  /// Pixels a tile should have: its counts fit a core's second-level cache and take about a tenth of a millisecond or more.
  private static let pixelsPerTile = 16384

  /// The grid for frames of `size`.
  public init(size: FrameSize, isFolded: Bool = false) {
    self.size = size
    self.isFolded = isFolded
    rowsPerTile = max(2, Self.pixelsPerTile / size.width / 2 * 2)
  }

  /// Number of tiles.
  public var count: Int { bandCount + (middle.isEmpty ? 0 : 1) }

  /// The tile at `index`, 0..<count.
  public subscript(index: Int) -> Tile {
    guard index < bandCount else { return Tile(rows: middle, opposite: nil) }
    let rows = index * rowsPerTile..<min((index + 1) * rowsPerTile, bandedRows)
    return Tile(rows: rows, opposite: isFolded ? size.height - rows.upperBound..<size.height - rows.lowerBound : nil)
  }

  /// Rows from the top that are computed; those below them follow.
  var computedRows: Int { isFolded ? size.height - bandedRows : size.height }

  /// Rows from the top that are divided into bands: all, or the even part of the upper half.
  private var bandedRows: Int { isFolded ? size.height / 4 * 2 : size.height }

  private var bandCount: Int { (bandedRows + rowsPerTile - 1) / rowsPerTile }

  /// The rows of a folded frame that are left in the middle, at most three.
  private var middle: Range<Int> { isFolded ? bandedRows..<size.height - bandedRows : 0..<0 }
}
