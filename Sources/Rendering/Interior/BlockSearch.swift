import OrbitTypes

/// Searches for blocks of pixels whose orbits provably do not escape: large ones first, then the quarters of those too
/// large for a proof, as long as that pays.
struct BlockSearch {
  /// The corner of a block, in cells.
  private struct Block {
    var column: Int
    var row: Int
  }

  /// Side of the first blocks, in cells.
  private static let largestSide = 4
  /// Tests allowed while none has succeeded: one per this many pixels.
  private static let pixelsPerTest = 1024
  /// Skipping a pixel saves about the cost of a block's test divided by this.
  private static let certifiedPixelsPerTest = 32
  /// Shorter runs are iterated anyway: the loops step many orbits at once, and lose more at a run's two ends.
  private static let shortestRun = 64

  private let problem: OrbitProblem
  private let certificate: InteriorCertificate
  private let columns: Int
  private let rows: Int
  private let cellColumns: Int
  private let cellRows: Int
  private let spacing: Double
  private var cells: [Bool]
  private var certifiedCells = 0

  /// A search among the first `columns` and `rows` of the problem's frame.
  init(_ problem: OrbitProblem, trap: TrapDisc, columns: Int, rows: Int) {
    self.problem = problem
    self.columns = columns
    self.rows = rows
    certificate = InteriorCertificate(
      formula: problem.formula, juliaConstant: problem.juliaConstant, trap: trap)
    let side = CertifiedBlocks.cellSide
    cellColumns = (columns + side - 1) / side
    cellRows = (rows + side - 1) / side
    cells = Array(repeating: false, count: cellColumns * cellRows)
    let step = problem.columnStep
    spacing = (step.real * step.real + step.imaginary * step.imaginary).squareRoot()
  }

  /// Runs the search.
  mutating func run() {
    var side = Self.largestSide
    var blocks: [Block] = []
    for row in stride(from: 0, to: cellRows, by: side) {
      for column in stride(from: 0, to: cellColumns, by: side) { blocks.append(Block(column: column, row: row)) }
    }
    var tests = 0
    while !blocks.isEmpty {
      let tooLarge = test(blocks, side: side)
      tests += blocks.count
      side /= 2
      guard side > 0 else { return }
      blocks = quarters(of: tooLarge, side: side)
      let cellPixels = CertifiedBlocks.cellSide * CertifiedBlocks.cellSide
      let worth = columns * rows / Self.pixelsPerTest + certifiedCells * cellPixels / Self.certifiedPixelsPerTest
      if tests + blocks.count > worth { return }
    }
  }

  /// For each row of cells, the certified runs of columns that are long enough to be useful; empty if there are none at
  /// all.
  var runs: [[Range<Int>]] {
    guard certifiedCells > 0 else { return [] }
    return (0..<cellRows).map { row in
      var runs: [Range<Int>] = []
      var column = 0
      while column < cellColumns {
        let start = column
        while column < cellColumns && cells[row * cellColumns + column] { column += 1 }
        let run = start * CertifiedBlocks.cellSide..<min(column * CertifiedBlocks.cellSide, columns)
        if run.count >= Self.shortestRun { runs.append(run) }
        column += 1
      }
      return runs
    }
  }

  /// Tests blocks of `side` cells, marks the cells of the certified ones, and returns those that are too large.
  private mutating func test(_ blocks: [Block], side: Int) -> [Block] {
    let pixels = Double(side * CertifiedBlocks.cellSide)
    let radius = radius(ofBlocksWithSide: pixels)
    var tooLarge: [Block] = []
    for first in stride(from: 0, to: blocks.count, by: 8) {
      let group = blocks[first..<min(first + 8, blocks.count)]
      var (x, y) = (SIMD8<Double>(), SIMD8<Double>())
      for (lane, block) in group.enumerated() {
        let right = Double(block.column * CertifiedBlocks.cellSide) + pixels / 2 - Double(problem.width) / 2
        let up = Double(problem.height) / 2 - Double(block.row * CertifiedBlocks.cellSide) - pixels / 2
        let step = problem.columnStep
        x[lane] = problem.center.real + (right * step.real - up * step.imaginary)
        y[lane] = problem.center.imaginary + (right * step.imaginary + up * step.real)
      }
      let verdict = certificate.verdict(real: x, imaginary: y, radius: radius)
      for (lane, block) in group.enumerated() {
        if verdict.certified >> lane & 1 == 1 { mark(block, side: side) }
        if verdict.isTooLarge >> lane & 1 == 1 { tooLarge.append(block) }
      }
    }
    return tooLarge
  }

  /// The radius of a disc round a block's middle that contains the computed points of all its pixels.
  private func radius(ofBlocksWithSide pixels: Double) -> Double {
    let center = problem.center
    let reach =
      (center.real * center.real + center.imaginary * center.imaginary).squareRoot()
      + spacing * (Double(problem.width + problem.height) + 2 * pixels)
    // Pixels' points and the block's middle are off by a few units of 2⁻⁵³ of `reach`.
    return spacing * (pixels - 1) * 0.5.squareRoot() + 0x1p-46 * reach
  }

  private mutating func mark(_ block: Block, side: Int) {
    for row in block.row..<min(block.row + side, cellRows) {
      for column in block.column..<min(block.column + side, cellColumns) {
        cells[row * cellColumns + column] = true
        certifiedCells += 1
      }
    }
  }

  private func quarters(of blocks: [Block], side: Int) -> [Block] {
    blocks.flatMap { block in
      [(0, 0), (side, 0), (0, side), (side, side)].map { Block(column: block.column + $0.0, row: block.row + $0.1) }
    }.filter { $0.column < cellColumns && $0.row < cellRows }
  }
}
