import FractalMath
import WorkStealing

/// One frame as work for the pool: its items are the tiles, each iterated, shaded and written by the worker that has it
/// in its cache.
public final class FrameJob: ParallelTask {
  private let field: FrameField
  private let shader: TileShader
  private let palettePhase: Double
  private let paletteDensity: Double
  private let target: PixelTarget

  fileprivate init(field: FrameField, shader: TileShader, parameters: FrameParameters, target: PixelTarget) {
    self.field = field
    self.shader = shader
    palettePhase = parameters.palettePhase
    paletteDensity = parameters.paletteDensity
    self.target = target
  }

  /// Number of tiles.
  public var itemCount: Int { field.grid.count }

  /// Renders tile `item`, and what follows from it.
  public func perform(item: Int, worker: Int) {
    let tile = field.grid[item]
    let width = field.grid.size.width
    let pixels = tile.rows.count * width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * pixels) { memory in
      let image = UnsafeMutableBufferPointer(rebasing: memory[pixels...])
      let band = field.band(ofTile: item, memory: UnsafeMutableBufferPointer(rebasing: memory[..<pixels]))
      shade(band.toRows.of(band.counts, to: image, width: width), rows: tile.rows)
      guard let opposite = tile.opposite else { return }
      shade(band.toOpposite.of(band.counts, to: image, width: width), rows: opposite)
    }
  }

  private func shade(_ counts: UnsafeBufferPointer<Float>, rows: Range<Int>) {
    shader.shade(counts: counts, rows: rows, density: paletteDensity, phase: palettePhase, into: target)
  }
}

/// What all frames of a film share: size, settings of the field, colours.
public struct FrameRenderer: Sendable {
  let size: FrameSize
  private let settings: FieldSettings
  let shader: TileShader
  private let format: PixelTarget.Format
  /// What the fields of this renderer's frames took.
  public let counters = FieldCounters()

  /// A renderer of frames of `size` in `format`.
  ///
  /// - Complexity: fills a colour table; make one per film, not per frame.
  public init(size: FrameSize, settings: FieldSettings, coloring: Coloring, format: PixelTarget.Format) {
    precondition(
      format != .yuv420 || (size.width.isMultiple(of: 2) && size.height.isMultiple(of: 2)),
      "4:2:0 needs an even width and height, not \(size)")
    self.size = size
    self.settings = settings
    self.format = format
    shader = TileShader(coloring, format: format, width: size.width)
  }

  /// The work of rendering the frame with the given parameters into `target`, which is of this renderer's size and format.
  ///
  /// - Parameter source: what a `ReusePlanner` with the same size and settings said for the frame.
  public func job(
    _ parameters: FrameParameters, source: FieldSource = .computed, into target: PixelTarget
  ) -> FrameJob {
    precondition(target.format == format, "a \(target.format) target for a \(format) renderer")
    return FrameJob(
      field: FrameField(
        plan: FieldPlan(parameters: parameters, size: size, settings: settings, counters: counters), source: source),
      shader: shader, parameters: parameters, target: target)
  }
}
