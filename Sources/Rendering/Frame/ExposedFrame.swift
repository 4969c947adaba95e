import FractalMath

/// The colours of one frame that is seen at several moments, tile by tile.
struct ExposedFrame: Sendable {
  /// The tiles.
  let grid: TileGrid
  private let moments: [ExposureSampler.Moment]
  private let schedule: ExposureSchedule
  private let threshold: UInt8?

  /// The frame that shows `exposures`, not empty, in the colours of `frame`; `sampling` has the places of a pixel's
  /// samples, if it has several.
  init(
    _ exposures: [FrameParameters], of frame: TileShader.Frame, size: FrameSize, settings: FieldSettings,
    sampling: Sampling?, shader: TileShader, counters: FieldCounters
  ) {
    var settings = settings
    // Certified blocks are not sampled singly, and mirror images of a moment belong to another.
    settings.shortcuts.subtract([.symmetry, .certificates])
    let plans = exposures.map { [settings] in
      FieldPlan(
        parameters: $0, size: size, settings: settings, counters: counters, pixelsPerTile: Sampling.pixelsPerTile)
    }
    moments = zip(plans, exposures).map { ExposureSampler.Moment(plan: $0, frame: shader.moment($1, of: frame)) }
    schedule = ExposureSchedule(momentCount: exposures.count, pattern: sampling?.pattern)
    threshold = sampling?.threshold
    guard let first = plans.first else { preconditionFailure("an exposure without a moment") }
    grid = first.grid
  }

  /// Renders tile `item`.
  func render(_ item: Int, shader: TileShader, into target: PixelTarget) {
    let tile = grid[item]
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: tile.rows.count * grid.size.width) { pixels in
      resolve(item, shader: shader, to: pixels)
      shader.write(colors: UnsafeBufferPointer(pixels), rows: tile.rows, into: target)
    }
  }

  /// Writes the colours of tile `item` to `pixels`, row by row without gaps.
  func resolve(_ item: Int, shader: TileShader, to pixels: UnsafeMutableBufferPointer<PackedColor>) {
    ExposureSampler(moments: moments, schedule: schedule, threshold: threshold, shader: shader)
      .resolve(grid[item], to: pixels)
  }
}
