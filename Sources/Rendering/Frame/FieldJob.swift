import FractalMath
import WorkStealing

/// The smooth counts of one frame as work for the pool, for callers that need the numbers and not the picture.
public final class FieldJob: ParallelTask {
  private let tiles: FrameTiles
  private let target: FieldTarget

  /// Computes the field of the frame with the given parameters into `counts`, which holds one value per pixel, row 0 (the
  /// top) first, −1 for orbits that do not escape; it must stay valid until the job's latch is set.
  ///
  /// `source` is the answer for the frame of a `ReusePlanner` with the same size and settings.
  public init(
    parameters: FrameParameters, size: FrameSize, settings: FieldSettings, source: FieldSource = .computed,
    counts: UnsafeMutableBufferPointer<Float>, counters: FieldCounters = FieldCounters()
  ) {
    precondition(counts.count == size.pixelCount, "\(counts.count) values for a frame of \(size)")
    tiles = FrameTiles(
      plan: FieldPlan(parameters: parameters, size: size, settings: settings, counters: counters), source: source)
    target = FieldTarget(counts: counts, width: size.width)
  }

  /// Number of tiles.
  public var itemCount: Int { tiles.grid.count }

  /// Computes tile `item`, and the rows derived from it.
  public func perform(item: Int, worker: Int) {
    let tile = tiles.grid[item]
    let rows = target[tile.rows]
    let band = tiles.band(ofTile: item, memory: rows) { tiles.plan.fill($0, into: $1) }
    // Pixels computed in place are there already.
    if band.pixels.baseAddress != UnsafePointer(rows.baseAddress) {
      band.toRows.write(band.pixels, to: rows, width: target.width)
    }
    if let opposite = tile.opposite { band.toOpposite.write(band.pixels, to: target[opposite], width: target.width) }
  }
}

/// Memory for a frame's smooth counts.
///
/// Proof of Sendable: as for `PixelTarget`, tiles are disjoint, and nobody reads before the latch is set.
private struct FieldTarget: @unchecked Sendable {
  let counts: UnsafeMutableBufferPointer<Float>
  let width: Int

  /// The counts of `rows`.
  subscript(rows: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: counts[rows.lowerBound * width..<rows.upperBound * width])
  }
}
