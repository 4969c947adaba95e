import OrbitTypes

/// Blocks of a frame's pixels whose orbits provably do not escape, proven without iterating any of them.
///
/// Large blocks are tried first, and quartered where orbits separate too fast, as long as that pays.
package struct CertifiedBlocks: Sendable {
  /// Rows of a tile with the same certified columns.
  package struct Band: Hashable, Sendable {
    /// The rows.
    package let rows: Range<Int>
    /// Runs of columns that do not escape, ascending and disjoint.
    package let certified: [Range<Int>]

    /// The uncertified among the first `columns` columns, in ascending runs.
    package func uncertified(of columns: Int) -> Gaps { Gaps(certified: certified, columns: columns) }
  }

  /// The gaps between the certified runs of a row; allocates nothing, since every tile asks for them.
  package struct Gaps: Sequence, IteratorProtocol {
    fileprivate let certified: [Range<Int>]
    fileprivate let columns: Int
    private var index = 0
    private var start = 0

    fileprivate init(certified: [Range<Int>], columns: Int) {
      self.certified = certified
      self.columns = columns
    }

    /// The next non-empty run.
    package mutating func next() -> Range<Int>? {
      while index <= certified.count {
        let gap = start..<(index < certified.count ? certified[index].lowerBound : columns)
        if index < certified.count { start = certified[index].upperBound }
        index += 1
        if !gap.isEmpty { return gap }
      }
      return nil
    }
  }

  /// Rows divided into bands; allocates nothing.
  package struct Bands: Sequence, IteratorProtocol {
    fileprivate let runs: [[Range<Int>]]
    fileprivate var rows: Range<Int>

    /// The next band.
    package mutating func next() -> Band? {
      guard !rows.isEmpty else { return nil }
      let certified = runs.isEmpty ? [] : runs[rows.lowerBound / CertifiedBlocks.cellSide]
      var end = runs.isEmpty ? rows.upperBound : rows.lowerBound
      while end < rows.upperBound && runs[end / CertifiedBlocks.cellSide] == certified {
        end = Swift.min((end / CertifiedBlocks.cellSide + 1) * CertifiedBlocks.cellSide, rows.upperBound)
      }
      defer { rows = end..<rows.upperBound }
      return Band(rows: rows.lowerBound..<end, certified: certified)
    }
  }

  /// The side of the smallest blocks in pixels: testing smaller ones would cost more than their pixels.
  static let cellSide = 16

  /// For each row of cells, the certified runs of columns; empty if there are none at all.
  private let runs: [[Range<Int>]]

  /// No blocks.
  package static let none = CertifiedBlocks(runs: [])

  private init(runs: [[Range<Int>]]) { self.runs = runs }

  /// The blocks among the first `columns` and `rows` of the problem's frame whose orbits provably enter `trap`.
  ///
  /// - Complexity: tens of microseconds for a frame of 1920×1080.
  package init(_ problem: OrbitProblem, trap: TrapDisc, columns: Int, rows: Int) {
    var search = BlockSearch(problem, trap: trap, columns: columns, rows: rows)
    search.run()
    runs = search.runs
  }

  /// Divides `rows` into bands.
  package func bands(in rows: Range<Int>) -> Bands { Bands(runs: runs, rows: rows) }
}
