import FractalMath

/// Finds the pixels of a tile that may show different colours while the shutter is open: those near a contrast of the picture at
/// the frame's own moment, no farther than the picture moves, and those whose place in the palette moves across an edge. All
/// others have that picture's colour.
struct ExposureMarks: Sendable {
  private let middle: ExposureSampler.Moment
  /// The colours at the first moment and at the last.
  private let ends: [TileShader.Frame]
  private let reach: Int
  private let threshold: UInt8
  private let shader: TileShader

  /// For a picture that moves by at most `reach` pixels from the moment of `middle` to those of `ends`.
  init(
    middle: ExposureSampler.Moment, ends: [TileShader.Frame], reach: Int, threshold: UInt8, shader: TileShader
  ) {
    let own = middle.frame.positions
    (self.middle, self.reach, self.threshold, self.shader) = (middle, reach, threshold, shader)
    // Where the palette stands still, the ends tell no more than the middle.
    self.ends = ends.filter { $0.positions.scale != own.scale || $0.positions.offset != own.offset }
  }

  private var size: FrameSize { middle.plan.grid.size }

  /// Gives every pixel of a tile the colour of its middle, and lists those that need more samples; returns their number.
  ///
  /// - Parameters:
  ///   - middles: receives the entries of the tile's pixels, and in lit frames their slopes.
  ///   - chosen: receives the list.
  func choose(
    of tile: TileGrid.Tile, to pixels: UnsafeMutableBufferPointer<PackedColor>, middles: SampleEntries,
    chosen: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let width = size.width
    let seen = (tile.rows.lowerBound - reach..<tile.rows.upperBound + reach).clamped(to: 0..<size.height)
    let rows = (seen.lowerBound - 1..<seen.upperBound + 1).clamped(to: 0..<size.height)
    let stride = ContrastRows.byteCount(width: width)
    return withUnsafeTemporaryAllocation(byteCount: rows.count * stride, alignment: 16) { memory in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (seen.count + 1) * width) { marks in
        guard let bytes = memory.bindMemory(to: UInt8.self).baseAddress, let marks = marks.baseAddress else { return 0 }
        marks.update(repeating: 0, count: (seen.count + 1) * width)
        fill(tile, rows: rows, middles: middles, signals: bytes, to: pixels, marks: marks, seen: seen)
        markContrasts(seen, of: rows, signals: bytes, list: chosen, marks: marks)
        return list(tile, seen: seen, marks: marks, to: chosen)
      }
    }
  }

  /// Computes the middles of `rows`, and their signals.
  private func fill(
    _ tile: TileGrid.Tile, rows: Range<Int>, middles: SampleEntries, signals bytes: UnsafeMutablePointer<UInt8>,
    to pixels: UnsafeMutableBufferPointer<PackedColor>, marks: UnsafeMutablePointer<UInt8>, seen: Range<Int>
  ) {
    let (width, stride) = (size.width, ContrastRows.byteCount(width: size.width))
    shader.withSampleColors(middle.frame) { colors in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: (colors.isLit ? 2 : 1) * pixels.count) { memory in
        let values = UnsafeMutableBufferPointer(rebasing: memory[..<pixels.count])
        let slopes = middles.slopes.map { UnsafeMutableBufferPointer(start: $0, count: pixels.count) }
        let tally = middle.plan.fill(tile.rows, into: values, slopes: slopes).0
        middle.plan.counters.add(tally, samples: pixels.count, sharedSteps: middle.plan.sharedSteps)
        middle.frame.positions.find(UnsafeBufferPointer(values), to: middles.entries)
        middles.forEach(in: 0..<pixels.count) { pixels[$0] = colors.color($1, slope: $2) }
        markColors(values, middles, colors, marks: marks + (tile.rows.lowerBound - seen.lowerBound) * width)
      }
      for (index, row) in rows.enumerated() {
        if tile.rows.contains(row) {
          write(middles.advanced(by: (row - tile.rows.lowerBound) * width), colors, to: bytes + index * stride)
        } else {
          writeBeyond(row, colors, to: bytes + index * stride)
        }
      }
    }
  }

  /// Marks the pixels that have other colours at the first or the last moment, as far as the palette alone moves.
  private func markColors(
    _ values: UnsafeMutableBufferPointer<Float>, _ middles: SampleEntries, _ colors: SampleColors,
    marks: UnsafeMutablePointer<UInt8>
  ) {
    guard !ends.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: values.count) { memory in
      guard let entries = memory.baseAddress else { return }
      for end in ends {
        end.positions.find(UnsafeBufferPointer(values), to: entries)
        for index in 0..<values.count where entries[index] != middles.entries[index] {
          let change = ProbeSignals.difference(
            colors.signal(entries[index], slope: nil), colors.signal(middles.entries[index], slope: nil))
          if change >= threshold { marks[index] = 1 }
        }
      }
    }
  }

  private func writeBeyond(_ row: Int, _ colors: SampleColors, to signals: UnsafeMutablePointer<UInt8>) {
    let width = size.width
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * width) { memory in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width) { entries in
        let values = UnsafeMutableBufferPointer(rebasing: memory[..<width])
        let slopes = UnsafeMutableBufferPointer(rebasing: memory[width...])
        guard let entries = entries.baseAddress else { return }
        middle.plan.fillNeighbour(row: row, into: values, slopes: colors.isLit ? slopes : nil)
        middle.frame.positions.find(UnsafeBufferPointer(values), to: entries)
        write(SampleEntries(entries: entries, slopes: colors.isLit ? slopes.baseAddress : nil), colors, to: signals)
      }
    }
  }

  private func write(_ samples: SampleEntries, _ colors: SampleColors, to row: UnsafeMutablePointer<UInt8>) {
    let signals = UnsafeMutableRawPointer(row + 4)
    samples.forEach(in: 0..<size.width) { column, entry, slope in
      signals.storeBytes(of: colors.signal(entry, slope: slope), toByteOffset: 4 &* column, as: UInt32.self)
    }
    ContrastRows.closeEnds(of: row, width: size.width)
  }

  /// Marks the columns at most `reach` from a contrast in each of the rows `seen`.
  private func markContrasts(
    _ seen: Range<Int>, of rows: Range<Int>, signals bytes: UnsafeMutablePointer<UInt8>,
    list: UnsafeMutablePointer<UInt32>, marks: UnsafeMutablePointer<UInt8>
  ) {
    let (width, stride) = (size.width, ContrastRows.byteCount(width: size.width))
    let contrast = ContrastRows(width: width, threshold: threshold, kernel: middle.frame.positions.kernel)
    for row in seen {
      let place = row - rows.lowerBound
      let count = contrast.list(
        above: bytes + max(place - 1, 0) * stride, row: bytes + place * stride,
        below: bytes + min(place + 1, rows.count - 1) * stride, columns: width, first: 0, after: 0, to: list)
      let line = marks + (row - seen.lowerBound) * width
      for index in 0..<count {
        let column = Int(list[index])
        for near in max(0, column - reach)..<min(width, column + reach + 1) { line[near] |= 2 }
      }
    }
  }

  /// Lists the pixels of the tile that are marked themselves, or are at most `reach` rows from a marked contrast.
  private func list(
    _ tile: TileGrid.Tile, seen: Range<Int>, marks: UnsafeMutablePointer<UInt8>, to chosen: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let width = size.width
    let any = marks + seen.count * width
    var count = 0
    for row in tile.rows {
      any.update(from: marks + (row - seen.lowerBound) * width, count: width)
      for near in (row - reach..<row + reach + 1).clamped(to: seen) where near != row {
        let line = marks + (near - seen.lowerBound) * width
        for column in 0..<width { any[column] |= line[column] & 2 }
      }
      let first = (row - tile.rows.lowerBound) * width
      for column in 0..<width {
        chosen[count] = UInt32(truncatingIfNeeded: first &+ column)
        count &+= any[column] != 0 ? 1 : 0
      }
    }
    return count
  }
}
