import EscapeKernels
import FractalMath
import OrbitTypes

/// How the field of one frame is computed: what is iterated, what follows from what is, and when an orbit may be given up.
///
/// The one place that decides on shortcuts. Bands of rows may be filled on any threads at once.
struct FieldPlan: Sendable {
  /// The bands to fill, and those that follow from them.
  let grid: TileGrid
  /// Told what was done.
  let counters: FieldCounters

  private let symmetry: FieldSymmetry
  /// The first so many columns are computed; the others follow from them.
  private let columns: Int
  private let certified: CertifiedBlocks
  private let kernel: EscapeKernel

  /// The plan for the frame with the given parameters.
  ///
  /// - Complexity: looks for an attracting cycle, and where there is one for blocks that it proves not to escape: tens of
  ///   microseconds, some hundred at most; make one per frame.
  init(parameters: FrameParameters, size: FrameSize, settings: FieldSettings, counters: FieldCounters) {
    self.counters = counters
    let viewport = Viewport(camera: parameters.camera, size: size)
    symmetry = FieldSymmetry(parameters: parameters, viewport: viewport, shortcuts: settings.shortcuts)
    grid = TileGrid(size: size, isFolded: symmetry.fold != nil)
    columns = symmetry.mirrorsColumns ? (size.width + 1) / 2 : size.width
    var problem = OrbitProblem(
      juliaConstant: (parameters.juliaConstant.real, parameters.juliaConstant.imaginary),
      width: size.width, height: size.height,
      center: (viewport.center.real, viewport.center.imaginary),
      columnStep: (viewport.columnStep.real, viewport.columnStep.imaginary),
      escapeRadius: settings.limits.escapeRadius, maximumIterations: settings.limits.maximumIterations)
    let traps =
      settings.shortcuts.isDisjoint(with: [.traps, .certificates])
      ? []
      : AttractingCycle.traps(
        juliaConstant: parameters.juliaConstant, maximumIterations: problem.maximumIterations)
    if settings.shortcuts.contains(.certificates), let trap = traps.first {
      certified = CertifiedBlocks(problem, trap: trap, columns: columns, rows: grid.computedRows)
    } else {
      certified = .none
    }
    if settings.shortcuts.contains(.traps) { problem.traps = traps }
    if settings.shortcuts.contains(.cycles) {
      problem.findsCycles = ExactCycles.areWorthFinding(
        juliaConstant: parameters.juliaConstant, maximumIterations: problem.maximumIterations,
        hasTraps: !problem.traps.isEmpty)
    }
    kernel = EscapeKernel(problem, instructionSet: settings.instructionSet)
  }

  /// Writes the smooth counts of a tile's rows to `counts`, row by row without gaps.
  func fill(_ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>) {
    let width = grid.size.width
    var tally = OrbitTally()
    var certifiedPixels = 0
    for band in certified.bands(in: tile.rows) {
      let first = (band.rows.lowerBound - tile.rows.lowerBound) * width
      let bandCounts = UnsafeMutableBufferPointer(rebasing: counts[first..<first + band.rows.count * width])
      for run in band.certified { certifiedPixels += fillInterior(columns: run, of: bandCounts) }
      for run in band.uncertified(of: columns) {
        tally += iterate(columns: run, rows: band.rows, into: bandCounts)
      }
    }
    if symmetry.mirrorsColumns { symmetry.completeColumns(counts, width: width) }
    let pixels = columns * tile.rows.count
    counters.add(
      tally, pixels: pixels - certifiedPixels, certified: certifiedPixels,
      copies: (tile.rows.count + (tile.opposite?.count ?? 0)) * width - pixels)
  }

  /// What makes the rows opposite of the counts of a tile's rows.
  var fold: Reflection { symmetry.fold ?? [] }

  /// Iterates the pixels of `columns` in a band of rows whose counts begin with `counts`.
  private func iterate(
    columns: Range<Int>, rows: Range<Int>, into counts: UnsafeMutableBufferPointer<Float>
  ) -> OrbitTally {
    let run = UnsafeMutableBufferPointer(rebasing: counts[columns.lowerBound...])
    return kernel.fill(columns: columns, rows: rows, into: run, rowStride: grid.size.width)
  }

  /// Writes the value of pixels that do not escape to `columns` of a band of whole rows; returns how many there are.
  private func fillInterior(columns: Range<Int>, of counts: UnsafeMutableBufferPointer<Float>) -> Int {
    let width = grid.size.width
    let rows = counts.count / width
    for row in 0..<rows {
      let run = row * width + columns.lowerBound..<row * width + columns.upperBound
      UnsafeMutableBufferPointer(rebasing: counts[run]).update(repeating: EscapeKernel.interior)
    }
    return rows * columns.count
  }
}
