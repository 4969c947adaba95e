import FractalMath

/// Computes the colours of a tile from samples of its pixels, as many as each needs.
///
/// A pixel's colour depends on its samples and the middles of its neighbours, sums are of integers, and places are
/// symmetric to the last bit: so colours do not depend on tiles and workers, and are mirrored where the frame is.
struct TileSampler {
  private let plan: FieldPlan
  private let sampling: Sampling
  private let positions: EntryPositions
  private let colors: SampleColors

  /// A sampler of the frame of `plan`.
  init(_ plan: FieldPlan, sampling: Sampling, positions: EntryPositions, colors: SampleColors) {
    self.plan = plan
    self.sampling = sampling
    self.positions = positions
    self.colors = colors
  }

  /// Writes the colours of a tile's rows to `pixels`, row by row without gaps.
  ///
  /// - Parameter kept: the tile's samples that earlier frames have computed, to which this one's are added; `nil` if none are
  ///   kept.
  func resolve(
    _ tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>, kept: inout TileSamples?
  ) {
    // One place beyond the list of all pixels is written, too.
    let capacity = pixels.count + 1
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity + pixels.count) { memory in
      guard let chosen = memory.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: colors.isLit ? pixels.count : 0) { slopes in
        resolve(
          tile, to: pixels, chosen: chosen,
          middles: SampleEntries(entries: chosen + capacity, slopes: colors.isLit ? slopes.baseAddress : nil),
          kept: &kept)
      }
    }
    if plan.symmetry.mirrorsColumns { plan.symmetry.completeColumns(pixels, width: width) }
  }

  private func resolve(
    _ tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>,
    chosen: UnsafeMutablePointer<UInt32>, middles: SampleEntries, kept: inout TileSamples?
  ) {
    let count: Int
    if let threshold = sampling.threshold {
      count = findContrasts(tile, threshold: threshold, middles: middles, to: pixels, chosen: chosen, kept: &kept)
    } else {
      count = chooseAll(tile, chosen: chosen, kept: kept)
    }
    let batch = SampleBatch.pixelCount(of: sampling.pattern)
    SampleBatch.with(plan: plan, sampling: sampling, positions: positions, colors: colors) { samples in
      for first in stride(from: 0, to: count, by: batch) {
        samples.resolve(
          chosen + first, count: min(batch, count - first), firstRow: tile.rows.lowerBound, middles: middles,
          kept: &kept, to: pixels)
      }
    }
  }

  private var width: Int { plan.grid.size.width }

  /// Lists all pixels that are not mirror images of others in their row.
  private func chooseAll(
    _ tile: TileGrid.Tile, chosen: UnsafeMutablePointer<UInt32>, kept: TileSamples?
  ) -> Int {
    if kept?.isEmpty ?? true { plan.notePixels(of: tile) } else { plan.noteTakenPixels(of: tile) }
    var count = 0
    for row in 0..<tile.rows.count {
      for column in 0..<plan.columns {
        chosen[count] = UInt32(truncatingIfNeeded: row &* width &+ column)
        count &+= 1
      }
    }
    return count
  }

  /// Gives every pixel the colour of its middle, which is written to `middles`, and lists the pixels that differ from a
  /// neighbour.
  private func findContrasts(
    _ tile: TileGrid.Tile, threshold: UInt8, middles: SampleEntries,
    to pixels: UnsafeMutableBufferPointer<PackedColor>, chosen: UnsafeMutablePointer<UInt32>,
    kept: inout TileSamples?
  ) -> Int {
    let rows = max(tile.rows.lowerBound - 1, 0)..<min(tile.rows.upperBound + 1, plan.grid.size.height)
    let stride = ContrastRows.byteCount(width: width)
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: tile.rows.count * width) { values in
      withUnsafeTemporaryAllocation(byteCount: rows.count * stride, alignment: 16) { memory in
        guard let bytes = memory.bindMemory(to: UInt8.self).baseAddress else { return 0 }
        if kept?.takeMiddles(into: values) ?? false {
          plan.noteTakenPixels(of: tile)
        } else {
          plan.fill(
            tile, into: values,
            slopes: middles.slopes.map { UnsafeMutableBufferPointer(start: $0, count: values.count) })
          kept?.keepMiddles(values)
        }
        positions.find(UnsafeBufferPointer(values), to: middles.entries)
        middles.forEach(in: 0..<values.count) { pixels[$0] = colors.color($1, slope: $2) }
        for (index, row) in rows.enumerated() {
          let signals = bytes + index * stride
          if tile.rows.contains(row) {
            writeSignals(middles.advanced(by: (row - tile.rows.lowerBound) * width), to: signals)
          } else {
            writeNeighbour(
              row < tile.rows.lowerBound ? .above : .below, row: row, entries: chosen, to: signals, kept: &kept)
          }
        }
        let contrast = ContrastRows(width: width, threshold: threshold, kernel: positions.kernel)
        var count = 0
        for row in tile.rows {
          let place = row - rows.lowerBound
          count = contrast.list(
            above: bytes + max(place - 1, 0) * stride, row: bytes + place * stride,
            below: bytes + min(place + 1, rows.count - 1) * stride, columns: plan.columns,
            first: UInt32(truncatingIfNeeded: (row - tile.rows.lowerBound) * width), after: count, to: chosen)
        }
        return count
      }
    }
  }

  /// The signals of the middles of a row that belongs to a neighbouring tile; `entries` is overwritten.
  private func writeNeighbour(
    _ neighbour: TileSamples.Neighbour, row: Int, entries: UnsafeMutablePointer<UInt32>,
    to signals: UnsafeMutablePointer<UInt8>, kept: inout TileSamples?
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: (colors.isLit ? 2 : 1) * width) { memory in
      let values = UnsafeMutableBufferPointer(rebasing: memory[..<width])
      let slopes = colors.isLit ? UnsafeMutableBufferPointer(rebasing: memory[width...]) : nil
      if !(kept?.take(neighbour, into: values) ?? false) {
        plan.fillNeighbour(row: row, into: values, slopes: slopes)
        kept?.keep(values, of: neighbour)
      }
      positions.find(UnsafeBufferPointer(values), to: entries)
      writeSignals(SampleEntries(entries: entries, slopes: slopes?.baseAddress), to: signals)
    }
  }

  private func writeSignals(_ samples: SampleEntries, to row: UnsafeMutablePointer<UInt8>) {
    let signals = UnsafeMutableRawPointer(row + 4)
    samples.forEach(in: 0..<width) { column, entry, slope in
      signals.storeBytes(of: colors.signal(entry, slope: slope), toByteOffset: 4 &* column, as: UInt32.self)
    }
    ContrastRows.closeEnds(of: row, width: width)
  }
}
