import FractalMath

/// The colours of one frame whose pixels have several samples, tile by tile.
struct SampledFrame: Sendable {
  private let plan: FieldPlan
  private let sampling: Sampling

  /// The frame of `plan`, sampled as `sampling` says.
  init(plan: FieldPlan, sampling: Sampling) {
    self.plan = plan
    self.sampling = sampling
  }

  /// The tiles.
  var grid: TileGrid { plan.grid }

  /// Renders a tile, and what follows from it: colours are mirrored before they are dithered.
  func render(_ tile: TileGrid.Tile, shader: TileShader, frame: TileShader.Frame, into target: PixelTarget) {
    let width = grid.size.width
    let count = tile.rows.count * width
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: tile.opposite == nil ? count : 2 * count) { memory in
      let colors = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      shader.withSampleColors(frame) {
        TileSampler(plan, sampling: sampling, positions: frame.positions, colors: $0).resolve(tile, to: colors)
      }
      shader.write(colors: UnsafeBufferPointer(colors), rows: tile.rows, into: target)
      guard let opposite = tile.opposite else { return }
      let image = UnsafeMutableBufferPointer(rebasing: memory[count...])
      plan.fold.write(UnsafeBufferPointer(colors), to: image, width: width)
      shader.write(colors: UnsafeBufferPointer(image), rows: opposite, into: target)
    }
  }
}
