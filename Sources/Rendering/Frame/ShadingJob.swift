import FractalMath
import WorkStealing

/// The colouring of one frame with known smooth counts, as work for the pool; for measuring and for recolouring.
public final class ShadingJob: ParallelTask {
  private let grid: TileGrid
  private let shader: TileShader
  private let frame: TileShader.Frame
  private let counts: KnownCounts
  private let target: PixelTarget

  fileprivate init(
    grid: TileGrid, shader: TileShader, parameters: FrameParameters, counts: KnownCounts, target: PixelTarget
  ) {
    self.grid = grid
    self.shader = shader
    frame = shader.frame(parameters)
    self.counts = counts
    self.target = target
  }

  /// Number of tiles.
  public var itemCount: Int { grid.count }

  /// Shades tile `item`.
  public func perform(item: Int, worker: Int) {
    let rows = grid[item].rows
    let width = grid.size.width
    let band = counts.values[rows.lowerBound * width..<rows.upperBound * width]
    shader.shade(values: UnsafeBufferPointer(rebasing: band), rows: rows, frame: frame, into: target)
  }
}

extension FrameRenderer {
  /// The job that colours `counts`, the smooth counts of a frame of this renderer's size as ``FieldJob`` writes them,
  /// into `target`, which has this renderer's size and format. `counts` must stay valid and unchanged until the job's
  /// latch is set.
  public func shadingJob(
    counts: UnsafeBufferPointer<Float>, parameters: FrameParameters, into target: PixelTarget
  ) -> ShadingJob {
    precondition(counts.count == size.pixelCount, "\(counts.count) values for a frame of \(size)")
    return ShadingJob(
      grid: TileGrid(size: size), shader: shader, parameters: parameters, counts: KnownCounts(values: counts),
      target: target)
  }
}

/// The counts from which a frame's tiles are shaded.
///
/// Proof of Sendable: workers only read them, and the lender promises not to write until the latch is set.
private struct KnownCounts: @unchecked Sendable {
  let values: UnsafeBufferPointer<Float>
}
