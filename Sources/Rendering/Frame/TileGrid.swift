import FractalMath

/// The tiles of a frame: bands of whole rows.
///
/// Whole rows keep a tile's pixels contiguous and give the chroma filter its left and right neighbours, so tiles share
/// no border work. Bands begin at even rows: no 2×2 block of a 4:2:0 picture is split between two tiles.
public struct TileGrid: Hashable, Sendable {
  /// One tile.
  public struct Tile: Hashable, Sendable {
    /// The computed rows.
    public let rows: Range<Int>
    /// The rows at the same distance from the other edge of a folded frame, derived from these; as many.
    public let opposite: Range<Int>?
  }

  /// Size of the frame.
  public let size: FrameSize
  /// Whether the lower half is derived from the upper one.
  public let isFolded: Bool

  private let rowsPerTile: Int

  /// The desired number of pixels per tile: its counts fit a core's second-level cache and take about a tenth of a
  /// millisecond or more.
  static let pixelsPerTile = 16384

  /// The grid for frames of `size` whose `content` is stored.
  init(size: FrameSize, isFolded: Bool, content: StoredContent) {
    self.init(size: size, isFolded: isFolded, pixelsPerTile: content.pixelsPerTile)
  }

  /// The grid for frames of `size`.
  public init(size: FrameSize, isFolded: Bool = false) {
    self.init(size: size, isFolded: isFolded, pixelsPerTile: Self.pixelsPerTile)
  }

  /// The grid whose tiles have about `pixelsPerTile` pixels.
  init(size: FrameSize, isFolded: Bool, pixelsPerTile: Int) {
    self.size = size
    self.isFolded = isFolded
    rowsPerTile = max(2, pixelsPerTile / size.width / 2 * 2)
  }

  /// Number of tiles.
  public var count: Int { bandCount + (middle.isEmpty ? 0 : 1) }

  /// The tile at `index`, 0..<count.
  public subscript(index: Int) -> Tile {
    guard index < bandCount else { return Tile(rows: middle, opposite: nil) }
    let rows = index * rowsPerTile..<min((index + 1) * rowsPerTile, bandedRows)
    return Tile(rows: rows, opposite: isFolded ? opposite(of: rows) : nil)
  }

  /// Rows from the top that tiles compute: all, or the upper half and the remaining rows in the middle.
  var computedRows: Int { size.height - (isFolded ? bandedRows : 0) }

  /// The rows at the same distance from the other edge of the frame.
  func opposite(of rows: Range<Int>) -> Range<Int> { size.height - rows.upperBound..<size.height - rows.lowerBound }

  /// The tiles that compute `rows`, which must not be empty and lie within the computed ones.
  func items(over rows: Range<Int>) -> ClosedRange<Int> {
    func item(ofRow row: Int) -> Int { row < bandedRows ? row / rowsPerTile : bandCount }
    return item(ofRow: rows.lowerBound)...item(ofRow: rows.upperBound - 1)
  }

  /// Rows from the top that are divided into bands: all, or the even part of the upper half.
  private var bandedRows: Int { isFolded ? size.height / 4 * 2 : size.height }

  private var bandCount: Int { (bandedRows + rowsPerTile - 1) / rowsPerTile }

  /// The remaining rows in the middle of a folded frame, at most three.
  private var middle: Range<Int> { isFolded ? bandedRows..<size.height - bandedRows : 0..<0 }
}
