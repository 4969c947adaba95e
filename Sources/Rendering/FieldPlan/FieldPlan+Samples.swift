import OrbitTypes

// What anti-aliasing needs besides the middles of a tile's pixels.

extension FieldPlan {
  /// Writes the values of one row that a neighbouring tile also computes to `values`.
  ///
  /// - Parameter slopes: the destination of the slopes, in the same order, if the channels have them.
  func fillNeighbour(
    row: Int, into values: UnsafeMutableBufferPointer<Float>, slopes: UnsafeMutableBufferPointer<Float>? = nil
  ) {
    let tally: OrbitTally
    if row < grid.computedRows {
      (tally, _) = fill(row..<row + 1, into: values, slopes: slopes)
    } else {
      // Beyond the fold; blocks are certified only before it.
      tally = kernel.fill(
        columns: 0..<columns, rows: row..<row + 1, into: values, slopes: slopes, rowStride: grid.size.width)
      if symmetry.mirrorsColumns { symmetry.completeColumns(values, width: grid.size.width) }
    }
    counters.add(tally, samples: columns, sharedSteps: sharedSteps)
  }

  /// Writes the values of samples to `values`, at positions in columns to the right of the frame's middle and rows
  /// above it.
  ///
  /// - Parameter slopes: the destination of the slopes, in the same order, if the channels have them.
  func fill(
    _ samples: SamplePlaces, into values: UnsafeMutablePointer<Float>, slopes: UnsafeMutablePointer<Float>? = nil
  ) {
    let tally = kernel.fill(
      rights: samples.rights, ups: samples.ups, count: samples.count, into: values, slopes: slopes)
    counters.add(tally, samples: samples.count, sharedSteps: sharedSteps)
  }

  /// Counts a tile's pixels, whose values were taken from an earlier frame.
  func noteTakenPixels(of tile: TileGrid.Tile) {
    counters.add(pixels: (tile.rows.count + (tile.opposite?.count ?? 0)) * grid.size.width, takenFromMirrored: false)
  }

  /// Counts a tile's pixels, which were computed from samples that are counted separately.
  func notePixels(of tile: TileGrid.Tile) {
    let pixels = columns * tile.rows.count
    counters.add(
      OrbitTally(), pixels: pixels, certified: 0,
      copies: (tile.rows.count + (tile.opposite?.count ?? 0)) * grid.size.width - pixels)
  }
}
