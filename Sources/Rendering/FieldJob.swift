import FractalMath
import WorkStealing

/// The smooth counts of one frame as work for the pool, for those who want the numbers and not the picture.
public final class FieldJob: ParallelTask {
  private let grid: TileGrid
  private let field: OrbitField
  private let counts: FieldTarget

  /// Computes the field of the frame with the given parameters into `counts`, which holds one value per pixel, row 0 (the
  /// top) first, −1 for orbits that do not escape; it must stay valid until the job's latch is set.
  public init(
    parameters: FrameParameters, size: FrameSize, limits: EscapeLimits, counts: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(counts.count == size.pixelCount, "\(counts.count) values for a frame of \(size)")
    grid = TileGrid(size: size)
    field = OrbitField(parameters: parameters, size: size, limits: limits)
    self.counts = FieldTarget(counts: counts)
  }

  /// Number of tiles.
  public var itemCount: Int { grid.count }

  /// Computes tile `item`.
  public func perform(item: Int, worker: Int) {
    let rows = grid.rows(ofTile: item)
    let width = grid.size.width
    let slice = counts.counts[rows.lowerBound * width..<rows.upperBound * width]
    field.fill(rows: rows, into: UnsafeMutableBufferPointer(rebasing: slice))
  }
}

/// Memory for a frame's smooth counts.
// Proof of Sendable: as for PixelTarget, tiles are disjoint, and nobody reads before the latch is set.
private struct FieldTarget: @unchecked Sendable {
  let counts: UnsafeMutableBufferPointer<Float>
}
