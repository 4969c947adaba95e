import FractalMath
import WorkStealing

/// One frame as work for the pool: its items are the tiles, each iterated, shaded and written by the worker that has it
/// in its cache.
public final class FrameJob: ParallelTask {
  private let renderer: FrameRenderer
  private let field: OrbitField
  private let palettePhase: Double
  private let target: PixelTarget

  fileprivate init(renderer: FrameRenderer, parameters: FrameParameters, target: PixelTarget) {
    self.renderer = renderer
    field = OrbitField(parameters: parameters, size: renderer.grid.size, limits: renderer.limits)
    palettePhase = parameters.palettePhase
    self.target = target
  }

  /// Number of tiles.
  public var itemCount: Int { renderer.grid.count }

  /// Renders tile `item`.
  public func perform(item: Int, worker: Int) {
    let rows = renderer.grid.rows(ofTile: item)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * renderer.grid.size.width) { counts in
      field.fill(rows: rows, into: counts)
      renderer.shader.shade(counts: UnsafeBufferPointer(counts), rows: rows, phase: palettePhase, into: target)
    }
  }
}

/// What all frames of a film share: size, limits, colours.
public struct FrameRenderer: Sendable {
  fileprivate let grid: TileGrid
  fileprivate let limits: EscapeLimits
  fileprivate let shader: TileShader
  private let format: PixelTarget.Format

  /// A renderer of frames of `size` in `format`.
  ///
  /// - Complexity: fills a colour table; make one per film, not per frame.
  public init(size: FrameSize, limits: EscapeLimits, coloring: Coloring, format: PixelTarget.Format) {
    precondition(
      format != .yuv420 || (size.width.isMultiple(of: 2) && size.height.isMultiple(of: 2)),
      "4:2:0 needs an even width and height, not \(size)")
    grid = TileGrid(size: size)
    self.limits = limits
    self.format = format
    shader = TileShader(coloring, format: format, width: size.width)
  }

  /// The work of rendering the frame with the given parameters into `target`.
  ///
  /// The target must be of this renderer's format and stay valid until the job's latch is set.
  public func job(_ parameters: FrameParameters, into target: PixelTarget) -> FrameJob {
    precondition(target.format == format, "a \(target.format) target for a \(format) renderer")
    return FrameJob(renderer: self, parameters: parameters, target: target)
  }
}
