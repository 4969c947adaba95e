import OrbitTypes

/// The middles of the pixels in a part of a frame, as positions.
struct PixelSamples {
  private let problem: OrbitProblem
  private let columns: Range<Int>
  private let rows: Range<Int>

  /// The pixels in `columns` of `rows`.
  init(_ problem: OrbitProblem, columns: Range<Int>, rows: Range<Int>) {
    self.problem = problem
    self.columns = columns
    self.rows = rows
  }

  private var count: Int { columns.count * rows.count }

  /// A function that computes the values of positions: rights, ups, values, slopes.
  typealias Fill = (
    UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Float>,
    UnsafeMutableBufferPointer<Float>?
  ) -> OrbitTally

  /// Computes all pixels at once with `fill`, and writes the results row by row, `rowStride` values apart.
  func fill(
    into values: UnsafeMutableBufferPointer<Float>, slopes: UnsafeMutableBufferPointer<Float>?, rowStride: Int,
    _ fill: Fill
  ) -> OrbitTally {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { positions in
      writePositions(to: positions)
      let rights = UnsafeBufferPointer(rebasing: positions[..<count])
      let ups = UnsafeBufferPointer(rebasing: positions[count...])
      return withUnsafeTemporaryAllocation(of: Float.self, capacity: (slopes == nil ? 1 : 2) * count) { results in
        let ownValues = UnsafeMutableBufferPointer(rebasing: results[..<count])
        let ownSlopes = slopes.map { _ in UnsafeMutableBufferPointer(rebasing: results[count...]) }
        let tally = fill(rights, ups, ownValues, ownSlopes)
        copyRows(of: ownValues, to: values, rowStride: rowStride)
        if let ownSlopes, let slopes { copyRows(of: ownSlopes, to: slopes, rowStride: rowStride) }
        return tally
      }
    }
  }

  private func writePositions(to positions: UnsafeMutableBufferPointer<Double>) {
    var index = 0
    for row in rows {
      let up = Double(problem.height) / 2 - Double(row) - 0.5
      for column in columns {
        positions[index] = Double(column) + 0.5 - Double(problem.width) / 2
        positions[count + index] = up
        index += 1
      }
    }
  }

  private func copyRows(
    of results: UnsafeMutableBufferPointer<Float>, to target: UnsafeMutableBufferPointer<Float>, rowStride: Int
  ) {
    for row in 0..<rows.count {
      for column in 0..<columns.count {
        target[row * rowStride + column] = results[row * columns.count + column]
      }
    }
  }
}
