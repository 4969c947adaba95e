import FractalMath

/// Turns the smooth counts of a tile into finished samples of the target's format.
///
/// In two passes over a row or two: from counts to entries of the colour table in vectors, then from entries to samples.
struct TileShader: Sendable {
  private let table: ColorTable
  private let width: Int

  /// A shader for frames of `width` columns in `format`.
  init(_ coloring: Coloring, format: PixelTarget.Format, width: Int) {
    table = ColorTable(coloring, format: format)
    self.width = width
  }

  /// Writes the pixels of `rows`, whose smooth counts are `counts`, row by row, to `target`.
  func shade(
    counts: UnsafeBufferPointer<Float>, rows: Range<Int>, density: Double, phase: Double, into target: PixelTarget
  ) {
    precondition(counts.count == rows.count * width, "\(counts.count) counts for \(rows.count) rows of \(width)")
    let rowsAtOnce = target.format == .yuv420 ? 2 : 1
    precondition(
      rowsAtOnce == 1
        || rows.lowerBound.isMultiple(of: 2) && rows.count.isMultiple(of: 2) && width.isMultiple(of: 2),
      "4:2:0 needs whole pairs of rows and columns, not rows \(rows) of \(width)")
    let step = rowsAtOnce * width
    table.withLookup(density: density, phase: phase) { lookup in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: step) { memory in
        guard let entries = memory.baseAddress else { return }
        for (index, row) in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsAtOnce).enumerated() {
          lookup.find(UnsafeBufferPointer(rebasing: counts[index * step..<(index + 1) * step]), to: entries)
          switch target.format {
          case .rgb24: writeRow(entries, of: lookup.colors, to: target.planes[0].row(row))
          case .yuv420: writeRowPair(entries, of: lookup.colors, row: row, to: target.planes)
          }
        }
      }
    }
  }

  /// One row of R′G′B′.
  @inline(never)
  private func writeRow(
    _ entries: UnsafePointer<UInt32>, of colors: UnsafePointer<PackedColor>, to pixels: UnsafeMutablePointer<UInt8>
  ) {
    for column in 0..<width {
      let color = colors[Int(entries[column])]
      pixels[3 &* column] = color.red
      pixels[3 &* column &+ 1] = color.green
      pixels[3 &* column &+ 2] = color.blue
    }
  }

  /// Two rows of luma and one of chroma.
  private func writeRowPair(
    _ entries: UnsafePointer<UInt32>, of colors: UnsafePointer<PackedColor>, row: Int, to planes: [PixelTarget.Plane]
  ) {
    writeRowPair(
      upper: entries, lower: entries + width, of: colors, upperLuma: planes[0].row(row),
      lowerLuma: planes[0].row(row + 1), blueDifference: planes[1].row(row / 2), redDifference: planes[2].row(row / 2))
  }

  /// Two rows of luma and one of chroma.
  ///
  /// Left-sited chroma stands on the even columns, halfway between the two rows: the filter is ¼ ½ ¼ across, ½ ½ down.
  /// At the left border the missing neighbour is the border pixel itself.
  @inline(never)
  private func writeRowPair(
    upper: UnsafePointer<UInt32>, lower: UnsafePointer<UInt32>, of colors: UnsafePointer<PackedColor>,
    upperLuma: UnsafeMutablePointer<UInt8>, lowerLuma: UnsafeMutablePointer<UInt8>,
    blueDifference: UnsafeMutablePointer<UInt8>, redDifference: UnsafeMutablePointer<UInt8>
  ) {
    var leftColumn = colors[Int(upper[0])] + colors[Int(lower[0])]
    for pair in 0..<width / 2 {
      let upperEven = colors[Int(upper[2 &* pair])]
      let lowerEven = colors[Int(lower[2 &* pair])]
      let upperOdd = colors[Int(upper[2 &* pair &+ 1])]
      let lowerOdd = colors[Int(lower[2 &* pair &+ 1])]
      upperLuma[2 &* pair] = upperEven.luma
      upperLuma[2 &* pair &+ 1] = upperOdd.luma
      lowerLuma[2 &* pair] = lowerEven.luma
      lowerLuma[2 &* pair &+ 1] = lowerOdd.luma
      let column = upperEven + lowerEven
      let rightColumn = upperOdd + lowerOdd
      let chroma = leftColumn + (column + column) + (rightColumn + .chromaRounding)
      blueDifference[pair] = chroma.filteredBlueDifference
      redDifference[pair] = chroma.filteredRedDifference
      leftColumn = rightColumn
    }
  }
}
