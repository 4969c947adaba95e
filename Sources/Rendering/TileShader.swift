import FractalMath

/// Turns the smooth counts of a tile into finished samples of the target's format.
struct TileShader: Sendable {
  private let table: ColorTable
  private let width: Int

  /// A shader for frames of `width` columns in `format`.
  init(_ coloring: Coloring, format: PixelTarget.Format, width: Int) {
    table = ColorTable(coloring, format: format)
    self.width = width
  }

  /// Writes the pixels of `rows`, whose smooth counts are `counts`, row by row, to `target`.
  func shade(counts: UnsafeBufferPointer<Float>, rows: Range<Int>, phase: Double, into target: PixelTarget) {
    precondition(counts.count == rows.count * width, "\(counts.count) counts for \(rows.count) rows of \(width)")
    guard let first = counts.baseAddress else { return }
    table.withLookup(phase: phase) { color in
      switch target.format {
      case .rgb24:
        for (index, row) in rows.enumerated() {
          shadeRGB(first + index * width, color: color, into: target.planes[0].row(row))
        }
      case .yuv420:
        precondition(rows.lowerBound.isMultiple(of: 2) && rows.count.isMultiple(of: 2) && width.isMultiple(of: 2))
        for (index, row) in rows.enumerated() where index.isMultiple(of: 2) {
          let upper = first + index * width
          shadeRowPair(upper: upper, lower: upper + width, row: row, color: color, planes: target.planes)
        }
      }
    }
  }

  private func shadeRGB(
    _ counts: UnsafePointer<Float>, color: ColorTable.Lookup, into pixels: UnsafeMutablePointer<UInt8>
  ) {
    for column in 0..<width {
      let sample = color(counts[column])
      pixels[3 * column] = code(sample[0])
      pixels[3 * column + 1] = code(sample[1])
      pixels[3 * column + 2] = code(sample[2])
    }
  }

  /// Two rows of luma and one of chroma.
  ///
  /// Left-sited chroma stands on the even columns, halfway between the two rows: the filter is ¼ ½ ¼ across, ½ ½ down.
  /// At the left border the missing neighbour is the border pixel itself.
  private func shadeRowPair(
    upper: UnsafePointer<Float>, lower: UnsafePointer<Float>, row: Int, color: ColorTable.Lookup,
    planes: [PixelTarget.Plane]
  ) {
    let upperLuma = planes[0].row(row)
    let lowerLuma = planes[0].row(row + 1)
    let blueDifference = planes[1].row(row / 2)
    let redDifference = planes[2].row(row / 2)
    var leftColumn = color(upper[0]) + color(lower[0])
    for pair in 0..<width / 2 {
      let upperEven = color(upper[2 * pair])
      let lowerEven = color(lower[2 * pair])
      let upperOdd = color(upper[2 * pair + 1])
      let lowerOdd = color(lower[2 * pair + 1])
      let rightColumn = upperOdd + lowerOdd
      let chroma = (leftColumn + (upperEven + lowerEven) * 2 + rightColumn) * 0.125
      leftColumn = rightColumn
      upperLuma[2 * pair] = code(upperEven[0])
      upperLuma[2 * pair + 1] = code(upperOdd[0])
      lowerLuma[2 * pair] = code(lowerEven[0])
      lowerLuma[2 * pair + 1] = code(lowerOdd[0])
      blueDifference[pair] = code(chroma[1])
      redDifference[pair] = code(chroma[2])
    }
  }

  /// The nearest code value of a sample in 0…255: added to 2²³, a number becomes an integer in the low bits of the sum.
  @inline(__always)
  private func code(_ sample: Float) -> UInt8 { UInt8(truncatingIfNeeded: (sample + 0x1p23).bitPattern) }
}
