import FractalMath
import WorkStealing

/// One frame as work for the pool: its items are the tiles, each iterated, shaded and written by the worker that has it
/// in its cache.
public final class FrameJob: ParallelTask {
  /// The source of the colours. Indirect, as a layer's.
  indirect enum Content: Sendable {
    /// One value per pixel.
    case values(FrameTiles)
    /// One value and slope per pixel: in lit frames nothing is folded and nothing stored.
    case slopes(FieldPlan)
    /// Several samples per pixel.
    case samples(SampledFrame)
    /// Samples at several moments.
    case exposed(ExposedFrame)
    /// A mixture of light.
    case mixed(LightMixture)
  }

  private let content: Content
  private let grid: TileGrid
  private let shader: TileShader
  private let frame: TileShader.Frame
  private let target: PixelTarget

  init(_ content: Content, shader: TileShader, frame: TileShader.Frame, target: PixelTarget) {
    self.content = content
    grid =
      switch content {
      case .values(let tiles): tiles.grid
      case .slopes(let plan): plan.grid
      case .samples(let samples): samples.grid
      case .exposed(let exposed): exposed.grid
      case .mixed(let mixture): mixture.grid
      }
    self.shader = shader
    self.frame = frame
    self.target = target
  }

  /// Number of tiles.
  public var itemCount: Int { grid.count }

  /// Renders tile `item`, and the rows derived from it.
  public func perform(item: Int, worker: Int) {
    switch content {
    case .values(let tiles): render(item, of: tiles)
    case .slopes(let plan): render(grid[item], of: plan)
    case .samples(let samples): samples.render(item, shader: shader, frame: frame, into: target)
    case .exposed(let exposed): exposed.render(item, shader: shader, into: target)
    case .mixed(let mixture): mixture.render(item, shader: shader, format: target.format, into: target)
    }
  }

  private func render(_ item: Int, of tiles: FrameTiles) {
    let tile = grid[item]
    let width = grid.size.width
    let pixels = tile.rows.count * width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * pixels) { memory in
      let image = UnsafeMutableBufferPointer(rebasing: memory[pixels...])
      let band = tiles.band(ofTile: item, memory: UnsafeMutableBufferPointer(rebasing: memory[..<pixels])) {
        tiles.plan.fill($0, into: $1)
      }
      shade(band.toRows.of(band.pixels, to: image, width: width), rows: tile.rows)
      guard let opposite = tile.opposite else { return }
      shade(band.toOpposite.of(band.pixels, to: image, width: width), rows: opposite)
    }
  }

  private func render(_ tile: TileGrid.Tile, of plan: FieldPlan) {
    let pixels = tile.rows.count * grid.size.width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * pixels) { memory in
      let values = UnsafeMutableBufferPointer(rebasing: memory[..<pixels])
      let slopes = UnsafeMutableBufferPointer(rebasing: memory[pixels...])
      plan.fill(tile, into: values, slopes: slopes)
      shader.shade(
        values: UnsafeBufferPointer(values), slopes: UnsafeBufferPointer(slopes), rows: tile.rows, frame: frame,
        into: target)
    }
  }

  private func shade(_ values: UnsafeBufferPointer<Float>, rows: Range<Int>) {
    shader.shade(values: values, rows: rows, frame: frame, into: target)
  }
}
