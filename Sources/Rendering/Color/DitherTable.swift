import FilmFormat

/// What is added to colours before they are rounded, for one pixel format: a pattern's thresholds, or one half everywhere.
struct DitherTable: Sendable {
  /// `DitherPattern.period` rows of as many; empty where nothing dithers.
  private let pattern: [PackedColor]
  private let half: PackedColor

  /// How far a component's pattern is shifted against the one before, so that the noise of one is not that of the others.
  private static let shift = (columns: 21, rows: 11)

  /// The table of `pattern` for samples of `format`; those of sixteen bits are neither rounded nor dithered.
  init(_ pattern: DitherPattern, format: PixelTarget.Format) {
    let bitDepth =
      switch format {
      case .yuv(_, let depth): depth.rawValue
      case .rgb(let depth): depth.rawValue
      }
    // A code of more bits has fewer parts of 1/256 of one of eight bits.
    func parts(_ threshold: Int) -> Int { bitDepth == 16 ? 0 : threshold >> (bitDepth - 8) }
    half = PackedColor(
      fields: parts(PackedColor.partsPerCode / 2), parts(PackedColor.partsPerCode / 2),
      parts(PackedColor.partsPerCode / 2))
    let side = DitherPattern.period
    self.pattern =
      pattern.thresholds.map { thresholds in
        (0..<side * side).map { place in
          func threshold(_ component: Int) -> Int {
            let row = (place / side + component * Self.shift.rows) % side
            let column = (place % side + component * Self.shift.columns) % side
            return parts(thresholds[row * side + column])
          }
          return PackedColor(fields: threshold(0), threshold(1), threshold(2))
        }
      } ?? []
  }

  /// Whether all pixels are rounded alike.
  var isUniform: Bool { pattern.isEmpty }

  /// What rounds where nothing dithers.
  var uniform: UniformRounding { UniformRounding(half: half) }

  /// Calls `body` with the pattern; there must be one.
  func withPattern<Result>(_ body: (PatternRounding) -> Result) -> Result {
    pattern.withUnsafeBufferPointer { words in
      guard let first = words.baseAddress else { preconditionFailure("a table without a pattern") }
      return body(PatternRounding(words: first))
    }
  }
}

/// What is added to the samples of a pixel before they are rounded down.
protocol Rounding {
  /// What it is in `column` of `row`.
  subscript(row: Int, column: Int) -> PackedColor { get }
}

/// The same for all pixels.
struct UniformRounding: Rounding {
  fileprivate let half: PackedColor

  @inline(__always)
  subscript(row: Int, column: Int) -> PackedColor { half }
}

/// A pattern's; valid only inside `withPattern`.
struct PatternRounding: Rounding {
  fileprivate let words: UnsafePointer<PackedColor>

  @inline(__always)
  subscript(row: Int, column: Int) -> PackedColor {
    let mask = DitherPattern.period &- 1
    return words[(row & mask) &* DitherPattern.period &+ (column & mask)]
  }
}

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
