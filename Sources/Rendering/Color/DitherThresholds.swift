import FilmFormat

extension DitherPattern {
  /// Columns, and rows, after which a pattern comes again: those of the largest, which is a multiple of the other.
  static let period = 64

  /// The thresholds of a pattern in parts of 1/256, row by row, `period` by `period`; `nil` where there is none.
  ///
  /// A sample of x parts beyond a code becomes the next one at x of 256 pixels of blue noise, and at as many of the ordered
  /// pattern, to its next of 64 steps: the mean is right.
  var thresholds: [Int]? {
    switch self {
    case .none: nil
    case .ordered:
      (0..<Self.period * Self.period).map { 4 * Self.bayerRank(column: $0 % 8, row: $0 / Self.period % 8) + 2 }
    case .blueNoise: VoidAndCluster.ranks.map { $0 * 256 / (Self.period * Self.period) }
    }
  }

  /// The rank 0…63 of a place of Bayer's 8×8 matrix: the bits of column xor row and of the row, interleaved, the lowest first.
  private static func bayerRank(column: Int, row: Int) -> Int {
    (0..<3).reduce(0) { rank, bit in
      rank << 2 | ((column ^ row) >> bit & 1) << 1 | row >> bit & 1
    }
  }
}
