import FractalMath

/// One of the pictures that are seen together in a transition, tile by tile.
public struct FrameLayer: Sendable {
  /// The source of the colours. Indirect: one allocation a frame, so that a layer is copied by counting a reference.
  indirect enum Content: Sendable {
    /// One value per pixel, with a slope if the frame is lit.
    case values(FieldPlan)
    /// Several samples per pixel.
    case samples(SampledFrame)
    /// Samples at several moments.
    case exposed(ExposedFrame)
  }

  let content: Content
  let shader: TileShader
  let frame: TileShader.Frame

  /// The tiles, the same of all layers of one size.
  var grid: TileGrid {
    switch content {
    case .values(let plan): plan.grid
    case .samples(let samples): samples.grid
    case .exposed(let exposed): exposed.grid
    }
  }

  /// Writes the colours of tile `item` to `pixels`, row by row without gaps.
  func resolve(_ item: Int, to pixels: UnsafeMutableBufferPointer<PackedColor>) {
    let tile = grid[item]
    switch content {
    case .values(let plan): resolve(tile, of: plan, to: pixels)
    case .samples(let samples): samples.resolve(item, to: pixels, shader: shader, frame: frame)
    case .exposed(let exposed): exposed.resolve(item, to: pixels)
    }
  }

  private func resolve(
    _ tile: TileGrid.Tile, of plan: FieldPlan, to pixels: UnsafeMutableBufferPointer<PackedColor>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * pixels.count) { memory in
      let values = UnsafeMutableBufferPointer(rebasing: memory[..<pixels.count])
      let slopes = UnsafeMutableBufferPointer(rebasing: memory[pixels.count...])
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: pixels.count) { entries in
        guard let first = entries.baseAddress else { return }
        shader.withSampleColors(frame) { colors in
          plan.fill(tile, into: values, slopes: colors.isLit ? slopes : nil)
          frame.positions.find(UnsafeBufferPointer(values), to: first)
          SampleEntries(entries: first, slopes: colors.isLit ? slopes.baseAddress : nil)
            .forEach(in: pixels.indices) { pixels[$0] = colors.color($1, slope: $2) }
        }
      }
    }
  }
}

extension FrameRenderer {
  /// The picture with the given parameters, for a frame that mixes it with something else; this renderer's format is
  /// R′G′B′ of 16 bits, and it mixes.
  public func layer(_ parameters: FrameParameters) -> FrameLayer {
    precondition(format == .rgb(bitDepth: .sixteen), "light is mixed from 16 bits, not \(format)")
    let frame = shader.frame(parameters)
    if opensShutter, !parameters.exposures.isEmpty {
      let exposed = ExposedFrame(
        parameters, of: frame, size: size, settings: settings, sampling: sampling, shader: shader,
        counters: counters, isLayer: true)
      return FrameLayer(content: .exposed(exposed), shader: shader, frame: frame)
    }
    var settings = settings
    // Layers have tiles in common, and so none is folded.
    settings.shortcuts.subtract(.symmetry)
    let plan = FieldPlan(
      parameters: parameters, size: size, settings: settings, counters: counters, pixelsPerTile: Sampling.pixelsPerTile)
    let content: FrameLayer.Content =
      if let sampling {
        .samples(SampledFrame(plan, source: .computed, content: .colors, sampling: sampling))
      } else {
        .values(plan)
      }
    return FrameLayer(content: content, shader: shader, frame: frame)
  }

  /// The job that renders a mixture of light into `target`, which has this renderer's size and format.
  public func job(_ mixture: LightMixture, into target: PixelTarget) -> FrameJob {
    requireFit(target)
    return FrameJob(.mixed(mixture), shader: shader, frame: mixture.layer.frame, target: target)
  }
}
