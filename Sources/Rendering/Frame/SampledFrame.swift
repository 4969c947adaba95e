import FractalMath

/// The colours of one frame whose pixels have several samples, tile by tile.
struct SampledFrame: Sendable {
  private let tiles: FrameTiles
  private let samples: StoredSamples?
  private let sampling: Sampling

  /// The frame of `plan`, sampled by `sampling`, with what `source` has of it: `content`.
  init(_ plan: FieldPlan, source: FieldSource, content: StoredContent, sampling: Sampling) {
    self.sampling = sampling
    guard content == .samples else {
      (tiles, samples) = (FrameTiles(plan: plan, source: source), nil)
      return
    }
    tiles = FrameTiles(plan: plan, source: .computed)
    samples =
      switch source {
      case .computed: nil
      case .computedInto(let field), .taken(let field, _): field.samples
      }
  }

  /// The tiles.
  var grid: TileGrid { tiles.grid }

  /// Renders tile `item`, and the rows derived from it: colours are mirrored before they are dithered.
  func render(_ item: Int, shader: TileShader, frame: TileShader.Frame, into target: PixelTarget) {
    let tile = grid[item]
    let width = grid.size.width
    let count = tile.rows.count * width
    withUnsafeTemporaryAllocation(of: PackedColor.self, capacity: 2 * count) { memory in
      let image = UnsafeMutableBufferPointer(rebasing: memory[count...])
      let band = tiles.band(ofTile: item, memory: UnsafeMutableBufferPointer(rebasing: memory[..<count])) {
        resolve(item, tile: $0, to: $1, shader: shader, frame: frame)
      }
      shader.write(colors: band.toRows.of(band.pixels, to: image, width: width), rows: tile.rows, into: target)
      guard let opposite = tile.opposite else { return }
      shader.write(colors: band.toOpposite.of(band.pixels, to: image, width: width), rows: opposite, into: target)
    }
  }

  /// Writes the colours of tile `item` to `pixels`, row by row without gaps.
  func resolve(
    _ item: Int, to pixels: UnsafeMutableBufferPointer<PackedColor>, shader: TileShader, frame: TileShader.Frame
  ) {
    resolve(item, tile: grid[item], to: pixels, shader: shader, frame: frame)
  }

  private func resolve(
    _ item: Int, tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>, shader: TileShader,
    frame: TileShader.Frame
  ) {
    shader.withSampleColors(frame) { colors in
      if let filter = sampling.filter {
        FilteredSampler(tiles.plan, filter: filter, positions: frame.positions, colors: colors)
          .resolve(tile, to: pixels)
      } else {
        let sampler = TileSampler(tiles.plan, sampling: sampling, positions: frame.positions, colors: colors)
        if let samples {
          samples.withTile(item) { sampler.resolve(tile, to: pixels, kept: &$0) }
        } else {
          var none: TileSamples?
          sampler.resolve(tile, to: pixels, kept: &none)
        }
      }
    }
  }
}
