import OrbitTypes

/// Blocks of a frame's pixels of which it is proven, without iterating any of them, that their orbits do not escape.
///
/// Large blocks are tried first, and quartered where orbits separate too fast, as long as it pays.
package struct CertifiedBlocks: Sendable {
  /// Rows of a tile that have the same certified columns.
  package struct Band: Hashable, Sendable {
    /// The rows.
    package let rows: Range<Int>
    /// Runs of columns that do not escape, ascending and disjoint.
    package let certified: [Range<Int>]

    /// The columns of the first `columns` that are not certified, in ascending runs.
    package func uncertified(of columns: Int) -> [Range<Int>] {
      let starts = [0] + certified.map(\.upperBound)
      let ends = certified.map(\.lowerBound) + [columns]
      return zip(starts, ends).compactMap { $0 < $1 ? $0..<$1 : nil }
    }
  }

  /// Pixels along the side of a smallest block: still smaller ones would cost more than their pixels.
  static let cellSide = 16

  /// For each row of cells the certified runs of columns; empty when there are none at all.
  private let runs: [[Range<Int>]]

  /// No block.
  package static let none = CertifiedBlocks(runs: [])

  private init(runs: [[Range<Int>]]) { self.runs = runs }

  /// The blocks of the first `columns` and `rows` of the problem's frame whose orbits provably enter `trap`.
  ///
  /// - Complexity: tens of microseconds for a frame of 1920×1080.
  package init(_ problem: OrbitProblem, trap: TrapDisc, columns: Int, rows: Int) {
    var search = BlockSearch(problem, trap: trap, columns: columns, rows: rows)
    search.run()
    runs = search.runs
  }

  /// Divides `rows` into bands.
  package func bands(in rows: Range<Int>) -> [Band] {
    guard !runs.isEmpty else { return [Band(rows: rows, certified: [])] }
    var bands: [Band] = []
    var row = rows.lowerBound
    while row < rows.upperBound {
      let certified = runs[row / Self.cellSide]
      var end = row
      repeat {
        end = min((end / Self.cellSide + 1) * Self.cellSide, rows.upperBound)
      } while end < rows.upperBound && runs[end / Self.cellSide] == certified
      bands.append(Band(rows: row..<end, certified: certified))
      row = end
    }
    return bands
  }
}
