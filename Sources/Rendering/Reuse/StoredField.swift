import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The field of a frame, or its colours, stored for later frames: the pixels of the computed tiles.
///
/// One job fills it, tile by tile; others may read tiles at the same time, and learn which are missing. Its memory is
/// freed with the last job that refers to it.
///
/// Proof of Sendable: the rows of a tile are written by the one worker that computes the tile, before it sets the tile's
/// flag, and never after; others read them only once they have seen the flag set. The flags are atomic.
public final class StoredField: @unchecked Sendable {
  /// The tiles.
  let grid: TileGrid
  /// The samples, if these are what is stored: they have memory of their own.
  let samples: StoredSamples?
  private let content: StoredContent
  private let memory: UnsafeMutableRawBufferPointer
  private let isFinished: UnsafeMutableBufferPointer<Atomic<Bool>>

  /// Memory of at most `byteLimit` bytes for a frame with the tiles of `grid`, none of which is finished yet; `nil` without
  /// memory.
  init?(grid: TileGrid, content: StoredContent, byteLimit: Int) {
    let stored = Self.byteCount(grid, content, byteLimit: byteLimit)
    samples = content == .samples ? StoredSamples(grid: grid, byteCount: stored) : nil
    let byteCount = content == .samples ? 0 : stored
    guard let start = malloc(byteCount) else { return nil }
    self.grid = grid
    self.content = content
    memory = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    switch content {
    case .values: memory.bindMemory(to: Float.self)
    case .colors: memory.bindMemory(to: PackedColor.self)
    case .samples: break
    }
    isFinished = .allocate(capacity: grid.count)
    for tile in 0..<grid.count { isFinished.initializeElement(at: tile, to: Atomic(false)) }
  }

  deinit {
    isFinished.deinitialize().deallocate()
    free(memory.baseAddress)
  }

  /// Bytes stored of a frame with the tiles of `grid`: no fewer than it needs at least, otherwise at most `byteLimit`.
  static func byteCount(_ grid: TileGrid, _ content: StoredContent, byteLimit: Int) -> Int {
    let pixels = grid.computedRows * grid.size.width
    return max(pixels * content.leastBytesPerPixel, min(pixels * content.mostBytesPerPixel, byteLimit))
  }

  /// The memory for the pixels of a tile's rows, for the one worker that computes them.
  func room<Pixel: BitwiseCopyable>(for tile: TileGrid.Tile) -> UnsafeMutableBufferPointer<Pixel> {
    UnsafeMutableBufferPointer(rebasing: pixels()[places(of: tile.rows)])
  }

  /// Marks the pixels of tile `item` as finished; they no longer change.
  func finish(item: Int) {
    // Releasing publishes the pixels to whoever sees the flag.
    isFinished[item].store(true, ordering: .releasing)
  }

  /// The pixels of `rows`, which must be among the computed ones; `nil` if one of their tiles is not finished.
  func pixels<Pixel: BitwiseCopyable>(of rows: Range<Int>) -> UnsafeBufferPointer<Pixel>? {
    for item in grid.items(over: rows) where !isFinished[item].load(ordering: .acquiring) { return nil }
    return UnsafeBufferPointer(rebasing: pixels()[places(of: rows)])
  }

  private func pixels<Pixel: BitwiseCopyable>() -> UnsafeMutableBufferPointer<Pixel> {
    precondition(content.isMade(of: Pixel.self), "\(Pixel.self) where \(content) are kept")
    return memory.assumingMemoryBound(to: Pixel.self)
  }

  private func places(of rows: Range<Int>) -> Range<Int> {
    rows.lowerBound * grid.size.width..<rows.upperBound * grid.size.width
  }
}

/// The source of a frame's field or colours, and whether they are stored.
public enum FieldSource: Sendable {
  /// It is computed, and discarded tile by tile.
  case computed
  /// It is computed into memory that later frames reuse; no two jobs may fill the same memory.
  case computedInto(StoredField)
  /// It is that of an earlier frame, or the same with its rows in reverse order; missing tiles are computed.
  case taken(from: StoredField, isMirrored: Bool)
}

/// What is stored of a frame for later ones.
public enum StoredContent: Hashable, Sendable {
  /// The values of its pixels, independent of colours: another frame may show them with another phase of the palette.
  case values
  /// The finished colours of its pixels, before dithering: for pixels with several samples, whose values would be too
  /// many. Another frame shows them unchanged.
  case colors
  /// The values of its pixels' samples, as far as there is room: for pixels with several samples whose colours change while
  /// the field does not, as where only the palette turns.
  case samples

  /// Bytes per pixel that are needed in any case.
  var leastBytesPerPixel: Int {
    switch self {
    case .values: MemoryLayout<Float>.stride
    case .colors: MemoryLayout<PackedColor>.stride
    // The value of the middle, and two places of other samples.
    case .samples: MemoryLayout<Float>.stride + 2 * MemoryLayout<UInt32>.stride
    }
  }

  /// Bytes per pixel that are of use.
  var mostBytesPerPixel: Int {
    switch self {
    case .values, .colors: leastBytesPerPixel
    // All sixteen samples of two pixels in three.
    case .samples: leastBytesPerPixel + 11 * MemoryLayout<Float>.stride
    }
  }

  /// Pixels per tile.
  var pixelsPerTile: Int {
    switch self {
    case .values: TileGrid.pixelsPerTile
    case .colors, .samples: Sampling.pixelsPerTile
    }
  }

  /// Whether a pixel is of type `type`.
  func isMade<Pixel>(of type: Pixel.Type) -> Bool {
    switch self {
    case .values: type == Float.self
    case .colors: type == PackedColor.self
    case .samples: false
    }
  }
}
