import FractalMath

/// Computes the colours of a tile from samples of its pixels and their neighbours, weighted by a filter wider than a
/// pixel.
///
/// Works line by line: each line of samples is computed once, weighted horizontally, and added to the rows of pixels
/// that it contributes to. Beyond its edges, the frame continues as its own mirror image.
struct FilteredSampler {
  private let plan: FieldPlan
  private let filter: FilterWeights
  private let positions: EntryPositions
  private let colors: SampleColors

  /// A sampler of the frame of `plan`.
  init(_ plan: FieldPlan, filter: FilterWeights, positions: EntryPositions, colors: SampleColors) {
    self.plan = plan
    self.filter = filter
    self.positions = positions
    self.colors = colors
  }

  /// Writes the colours of a tile's rows to `pixels`, row by row without gaps.
  ///
  /// - Complexity: besides the tile's lines computes those of three rows of pixels, which its neighbours compute as
  ///   well.
  func resolve(_ tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>) {
    plan.notePixels(of: tile)
    let width = plan.grid.size.width
    withUnsafeTemporaryAllocation(of: SIMD4<Int64>.self, capacity: tile.rows.count * plan.columns) { sums in
      sums.initialize(repeating: .zero)
      withLine { line in
        let first = tile.rows.lowerBound * filter.side - filter.reach
        for number in first..<tile.rows.upperBound * filter.side + filter.reach {
          weigh(number, line)
          add(line, number: number, to: sums, of: tile.rows)
        }
      }
      for row in 0..<tile.rows.count {
        for column in 0..<plan.columns {
          let light = LinearLight(weightedSum: sums[row * plan.columns + column], bits: 2 * FilterWeights.bits)
          pixels[row * width + column] = colors.color(meanOf: light)
        }
      }
    }
    if plan.symmetry.mirrorsColumns { plan.symmetry.completeColumns(pixels, width: width) }
  }

  /// Memory for a line of samples, and its weighted sum in each column.
  private struct Line {
    let count: Int
    let rights: UnsafeMutablePointer<Double>
    let ups: UnsafeMutablePointer<Double>
    let values: UnsafeMutablePointer<Float>
    let samples: SampleEntries
    let lights: UnsafeMutablePointer<SIMD4<Int32>>
    let weighted: UnsafeMutablePointer<SIMD4<Int32>>
  }

  /// Calls `body` with a line whose samples have horizontal positions, but no vertical ones yet.
  private func withLine(_ body: (Line) -> Void) {
    let count = plan.columns * filter.side + 2 * filter.reach
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { places in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { values in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { entries in
          withUnsafeTemporaryAllocation(of: SIMD4<Int32>.self, capacity: count + plan.columns) { lights in
            guard let rights = places.baseAddress, let values = values.baseAddress, let lights = lights.baseAddress,
              let entries = entries.baseAddress
            else { preconditionFailure("an allocation has an address") }
            for index in 0..<count {
              rights[index] = offset(ofSample: index - filter.reach, extent: plan.grid.size.width)
            }
            body(
              Line(
                count: count, rights: rights, ups: rights + count, values: values,
                samples: SampleEntries(entries: entries, slopes: colors.isLit ? values + count : nil),
                lights: lights, weighted: lights + count))
          }
        }
      }
    }
  }

  /// The distance of a sample from the middle of a frame of `extent` pixels, in pixels; samples beyond the frame are
  /// mirrored into it.
  private func offset(ofSample sample: Int, extent: Int) -> Double {
    var sample = sample
    if sample < 0 { sample = -1 - sample }
    if sample >= extent * filter.side { sample = 2 * extent * filter.side - 1 - sample }
    // A frame of one pixel is narrower than the filter.
    sample = min(max(sample, 0), extent * filter.side - 1)
    let (pixel, part) = sample.quotientAndRemainder(dividingBy: filter.side)
    return Double(pixel) + 0.5 - Double(extent) / 2 + Double(2 * part + 1 - filter.side) / Double(2 * filter.side)
  }

  /// Computes line `number` of the frame's samples and weights it horizontally.
  private func weigh(_ number: Int, _ line: Line) {
    line.ups.update(repeating: -offset(ofSample: number, extent: plan.grid.size.height), count: line.count)
    plan.fill(
      SamplePlaces(rights: line.rights, ups: line.ups, count: line.count), into: line.values,
      slopes: line.samples.slopes)
    positions.find(UnsafeBufferPointer(start: line.values, count: line.count), to: line.samples.entries)
    line.samples.forEach(in: 0..<line.count) { line.lights[$0] = colors.light($1, slope: $2).signedParts }
    filter.weights.withUnsafeBufferPointer { weights in
      let half = weights.count / 2
      for column in 0..<plan.columns {
        let lights = line.lights + column &* filter.side
        // An odd number has a middle; the weights on both sides of it are equal in pairs.
        var sum = weights.count.isMultiple(of: 2) ? .zero : lights[half] &* weights[half]
        for index in 0..<half { sum &+= (lights[index] &+ lights[weights.count &- 1 &- index]) &* weights[index] }
        line.weighted[column] = sum
      }
    }
  }

  /// Adds line `number`, with the weight for each row, to `sums`, those of the pixels of `rows`.
  private func add(
    _ line: Line, number: Int, to sums: UnsafeMutableBufferPointer<SIMD4<Int64>>, of rows: Range<Int>
  ) {
    let last = (number + filter.reach) / filter.side
    for row in rows.clamped(to: max(last - 4, 0)..<last + 1) {
      let place = number - row * filter.side + filter.reach
      guard filter.weights.indices.contains(place) else { continue }
      let weight = Int64(filter.weights[place])
      let first = (row - rows.lowerBound) * plan.columns
      for column in 0..<plan.columns {
        sums[first &+ column] &+= SIMD4<Int64>(truncatingIfNeeded: line.weighted[column]) &* weight
      }
    }
  }
}
