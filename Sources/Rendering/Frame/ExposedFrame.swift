import FractalMath

/// The colours of one frame that is seen at several moments, tile by tile.
struct ExposedFrame: Sendable {
  /// The tiles.
  let grid: TileGrid
  private let sampler: ExposureSampler

  /// Pixels per tile: tall enough that rows beyond its edges, in which is looked for what moves into it, are few.
  private static let pixelsPerTile = 192 << 10

  /// The frame that shows the exposures of `parameters`, not empty, in the colours of `frame`; `sampling` has the places of a
  /// pixel's samples, if it has several. A layer has the tiles of other layers, of which none is folded.
  init(
    _ parameters: FrameParameters, of frame: TileShader.Frame, size: FrameSize, settings: FieldSettings,
    sampling: Sampling?, shader: TileShader, counters: FieldCounters, isLayer: Bool = false
  ) {
    let exposures = parameters.exposures
    let turn = ExposureMotion.turns(parameters, size: size, settings: settings)
    grid = TileGrid(
      size: size, isFolded: turn && !isLayer && settings.shortcuts.contains(.symmetry),
      pixelsPerTile: isLayer || sampling?.threshold == nil ? Sampling.pixelsPerTile : Self.pixelsPerTile)
    var settings = settings
    // Whether the frame is folded is decided for all moments together.
    settings.shortcuts.subtract(.symmetry)
    func moment(_ parameters: FrameParameters) -> ExposureSampler.Moment {
      ExposureSampler.Moment(
        plan: FieldPlan(parameters: parameters, size: size, settings: settings, counters: counters),
        frame: shader.moment(parameters, of: frame))
    }
    var marks: ExposureMarks?
    if let threshold = sampling?.threshold, let reach = ExposureMotion.reach(of: parameters, size: size) {
      var instant = parameters
      instant.exposures = []
      marks = ExposureMarks(
        middle: moment(instant),
        ends: [exposures.first, exposures.last].compactMap { $0 }.map {
          shader.moment($0, of: frame)
        }, reach: reach, threshold: threshold, shader: shader)
    }
    // Certified blocks are not sampled singly.
    settings.shortcuts.subtract(.certificates)
    sampler = ExposureSampler(
      moments: exposures.map(moment), marks: marks,
      schedule: ExposureSchedule(momentCount: exposures.count, pattern: sampling?.pattern), turns: turn,
      threshold: sampling?.threshold, shader: shader)
  }

  /// Renders tile `item`, and the rows derived from it.
  func render(_ item: Int, shader: TileShader, into target: PixelTarget) {
    let tile = grid[item]
    let count = tile.rows.count * grid.size.width
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: 2 * count) { memory in
      let pixels = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      sampler.resolve(tile, to: pixels)
      shader.write(colors: UnsafeBufferPointer(pixels), rows: tile.rows, into: target)
      guard let opposite = tile.opposite else { return }
      let image = UnsafeMutableBufferPointer(rebasing: memory[count...])
      shader.write(
        colors: Reflection.halfTurn.of(UnsafeBufferPointer(pixels), to: image, width: grid.size.width), rows: opposite,
        into: target)
    }
  }

  /// Writes the colours of tile `item` to `pixels`, row by row without gaps.
  func resolve(_ item: Int, to pixels: UnsafeMutableBufferPointer<PackedColor>) {
    sampler.resolve(grid[item], to: pixels)
  }
}
