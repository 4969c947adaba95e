import FractalMath
import WorkStealing

/// The smooth counts of one frame as work for the pool, for those who want the numbers and not the picture.
public final class FieldJob: ParallelTask {
  private let plan: FieldPlan
  private let target: FieldTarget

  /// Computes the field of the frame with the given parameters into `counts`, which holds one value per pixel, row 0 (the
  /// top) first, −1 for orbits that do not escape; it must stay valid until the job's latch is set.
  public init(
    parameters: FrameParameters, size: FrameSize, settings: FieldSettings, counts: UnsafeMutableBufferPointer<Float>,
    counters: FieldCounters = FieldCounters()
  ) {
    precondition(counts.count == size.pixelCount, "\(counts.count) values for a frame of \(size)")
    plan = FieldPlan(parameters: parameters, size: size, settings: settings, counters: counters)
    target = FieldTarget(counts: counts, width: size.width)
  }

  /// Number of tiles.
  public var itemCount: Int { plan.grid.count }

  /// Computes tile `item`, and what follows from it.
  public func perform(item: Int, worker: Int) {
    let tile = plan.grid[item]
    let counts = target[tile.rows]
    plan.fill(tile, into: counts)
    guard let opposite = tile.opposite else { return }
    let copies = target[opposite]
    _ = copies.update(fromContentsOf: counts)
    plan.reflect(copies)
  }
}

/// Memory for a frame's smooth counts.
///
/// Proof of Sendable: as for PixelTarget, tiles are disjoint, and nobody reads before the latch is set.
private struct FieldTarget: @unchecked Sendable {
  let counts: UnsafeMutableBufferPointer<Float>
  let width: Int

  /// The counts of `rows`.
  subscript(rows: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(rebasing: counts[rows.lowerBound * width..<rows.upperBound * width])
  }
}
