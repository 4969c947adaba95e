import FilmFormat

/// The offsets added to colours before rounding, for one pixel format: a pattern's thresholds, or one half everywhere.
struct DitherTable: Sendable {
  /// `DitherPattern.period` rows and columns; empty without dithering.
  private let pattern: [PackedColor]
  private let half: PackedColor

  /// The shift of a component's pattern against the previous one's, so that the components' noise differs.
  private static let shift = (columns: 21, rows: 11)

  /// The table of `pattern` for samples of `format`; 16-bit samples are neither rounded nor dithered.
  init(_ pattern: DitherPattern, format: PixelTarget.Format) {
    let bitDepth =
      switch format {
      case .yuv(_, let depth): depth.rawValue
      case .rgb(let depth): depth.rawValue
      }
    // The more bits a code has, the fewer parts of 1/256 of an 8-bit code it covers.
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

  /// Whether all pixels are rounded the same way.
  var isUniform: Bool { pattern.isEmpty }

  /// The rounding without dithering.
  var uniform: UniformRounding { UniformRounding(half: half) }

  /// Calls `body` with the pattern, which must exist.
  func withPattern<Result>(_ body: (PatternRounding) -> Result) -> Result {
    pattern.withUnsafeBufferPointer { words in
      guard let first = words.baseAddress else { preconditionFailure("a table without a pattern") }
      return body(PatternRounding(words: first))
    }
  }
}

/// The offset added to the samples of a pixel before they are rounded down.
protocol Rounding {
  /// The offset in `column` of `row`.
  subscript(row: Int, column: Int) -> PackedColor { get }
}

/// The same offset for all pixels.
struct UniformRounding: Rounding {
  /// The offset.
  let half: PackedColor

  @inline(__always)
  subscript(row: Int, column: Int) -> PackedColor { half }
}

/// The offsets of a pattern; valid only inside `withPattern`.
struct PatternRounding: Rounding {
  fileprivate let words: UnsafePointer<PackedColor>

  @inline(__always)
  subscript(row: Int, column: Int) -> PackedColor {
    let mask = DitherPattern.period &- 1
    return words[(row & mask) &* DitherPattern.period &+ (column & mask)]
  }
}

extension DitherPattern {
  /// The period of the patterns in columns and rows: that of the largest, a multiple of the other.
  static let period = 64

  /// The thresholds of a pattern in parts of 1/256, row by row, `period` by `period`; `nil` for no pattern.
  ///
  /// A sample x parts above a code is rounded up in x of 256 pixels of blue noise, and in as many of the ordered
  /// pattern, to the nearest of its 64 steps: so the mean is right.
  var thresholds: [Int]? {
    switch self {
    case .none: nil
    case .ordered:
      (0..<Self.period * Self.period).map { 4 * Self.bayerRank(column: $0 % 8, row: $0 / Self.period % 8) + 2 }
    case .blueNoise: VoidAndCluster.ranks.map { $0 * 256 / (Self.period * Self.period) }
    }
  }

  /// The rank 0…63 of a cell of Bayer's 8×8 matrix: the bits of column xor row and of the row, interleaved, the lowest
  /// first.
  private static func bayerRank(column: Int, row: Int) -> Int {
    (0..<3).reduce(0) { rank, bit in
      rank << 2 | ((column ^ row) >> bit & 1) << 1 | row >> bit & 1
    }
  }
}
