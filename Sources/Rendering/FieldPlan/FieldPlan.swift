import EscapeKernels
import FractalMath
import OrbitTypes

/// How the field of one frame is computed: what is iterated, what is derived from it, and when an orbit may be stopped.
///
/// The only place that decides on shortcuts. Any threads may fill bands of rows at the same time.
struct FieldPlan: Sendable {
  /// The bands to fill, and those derived from them.
  let grid: TileGrid
  /// Counts the work done.
  let counters: FieldCounters

  let symmetry: FieldSymmetry
  /// The number of columns that are computed; the others follow from them.
  let columns: Int
  /// Steps before the points where the orbits begin.
  let sharedSteps: Int
  private let certified: CertifiedBlocks
  let kernel: EscapeKernel

  /// The plan for the frame with the given parameters.
  ///
  /// - Complexity: searches for an attracting cycle and, if there is one, for blocks that provably do not escape: tens
  ///   of microseconds, some hundred at most; for a deep view the shared steps, 1.6 ms at a width of 10⁻³⁰⁰. Create one
  ///   per frame.
  init(
    parameters: FrameParameters, size: FrameSize, settings: FieldSettings, counters: FieldCounters,
    pixelsPerTile: Int = TileGrid.pixelsPerTile
  ) {
    self.counters = counters
    let viewport = Viewport(camera: parameters.camera, size: size)
    symmetry = FieldSymmetry(parameters: parameters, viewport: viewport, settings: settings)
    grid = TileGrid(size: size, isFolded: symmetry.fold != nil, pixelsPerTile: pixelsPerTile)
    columns = symmetry.mirrorsColumns ? (size.width + 1) / 2 : size.width
    let map = JuliaMap(constant: parameters.juliaConstant, formula: parameters.formula)
    var problem = OrbitProblem(
      formula: map.formula, juliaConstant: (parameters.juliaConstant.real, parameters.juliaConstant.imaginary),
      width: size.width, height: size.height,
      center: (viewport.center.real, viewport.center.imaginary),
      columnStep: (viewport.columnStep.real, viewport.columnStep.imaginary),
      escapeRadius: settings.limits.escapeRadius, maximumIterations: settings.limits.maximumIterations)
    problem.channels = settings.channels
    if let deepView = parameters.deepView { problem.deepen(deepView, camera: parameters.camera, size: size) }
    sharedSteps = problem.prefix?.steps ?? 0
    let shortcuts = settings.soundShortcuts(of: map.formula)
    let traps =
      shortcuts.isDisjoint(with: [.traps, .certificates])
      ? []
      : AttractingCycle.traps(map, maximumIterations: problem.maximumIterations)
    if shortcuts.contains(.certificates), problem.prefix == nil, let trap = traps.first {
      certified = CertifiedBlocks(problem, trap: trap, columns: columns, rows: grid.computedRows)
    } else {
      certified = .none
    }
    if shortcuts.contains(.traps) { problem.traps = traps }
    if shortcuts.contains(.cycles) {
      problem.findsCycles = ExactCycles.areWorthFinding(
        map, maximumIterations: problem.maximumIterations, hasTraps: !problem.traps.isEmpty)
    }
    if settings.channels.interior != .flat, map.formula.hasOneCriticalOrbit {
      problem.attractor = AttractingCycle.point(map, maximumIterations: problem.maximumIterations)
    }
    kernel = EscapeKernel(problem, instructionSet: settings.instructionSet)
  }

  /// Writes the values of a tile's rows to `counts`, row by row without gaps.
  ///
  /// - Parameter slopes: the destination of the slopes, in the same order, if the channels have them.
  func fill(
    _ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>,
    slopes: UnsafeMutableBufferPointer<Float>? = nil
  ) {
    let width = grid.size.width
    let (tally, certifiedPixels) = fill(tile.rows, into: counts, slopes: slopes)
    let pixels = columns * tile.rows.count
    counters.add(
      tally, pixels: pixels - certifiedPixels, certified: certifiedPixels,
      copies: (tile.rows.count + (tile.opposite?.count ?? 0)) * width - pixels)
    counters.add(samples: pixels, sharedSteps: sharedSteps)
  }

  /// Writes the smooth counts of `rows`, which must be among the computed ones, to `counts`, row by row without gaps;
  /// returns the work done, and the number of pixels not iterated.
  func fill(
    _ rows: Range<Int>, into counts: UnsafeMutableBufferPointer<Float>,
    slopes: UnsafeMutableBufferPointer<Float>? = nil
  ) -> (OrbitTally, certifiedPixels: Int) {
    let width = grid.size.width
    var tally = OrbitTally()
    var certifiedPixels = 0
    for band in certified.bands(in: rows) {
      let first = (band.rows.lowerBound - rows.lowerBound) * width
      let places = first..<first + band.rows.count * width
      let bandCounts = UnsafeMutableBufferPointer(rebasing: counts[places])
      let bandSlopes = slopes.map { UnsafeMutableBufferPointer(rebasing: $0[places]) }
      for run in band.certified {
        certifiedPixels += fill(columns: run, of: bandCounts, with: EscapeKernel.interior)
        if let bandSlopes { fill(columns: run, of: bandSlopes, with: 0) }
      }
      for run in band.uncertified(of: columns) {
        tally += iterate(columns: run, rows: band.rows, into: bandCounts, slopes: bandSlopes)
      }
    }
    if symmetry.mirrorsColumns { symmetry.completeColumns(counts, width: width) }
    return (tally, certifiedPixels)
  }

  /// The mirroring that derives the opposite rows from a tile's rows.
  var fold: Reflection { symmetry.fold ?? [] }

  /// Iterates the pixels of `columns` in a band of rows whose counts begin with `counts`.
  private func iterate(
    columns: Range<Int>, rows: Range<Int>, into counts: UnsafeMutableBufferPointer<Float>,
    slopes: UnsafeMutableBufferPointer<Float>?
  ) -> OrbitTally {
    kernel.fill(
      columns: columns, rows: rows, into: UnsafeMutableBufferPointer(rebasing: counts[columns.lowerBound...]),
      slopes: slopes.map { UnsafeMutableBufferPointer(rebasing: $0[columns.lowerBound...]) },
      rowStride: grid.size.width)
  }

  /// Writes `value` to `columns` of a band of whole rows; returns the number of pixels.
  @discardableResult
  private func fill(columns: Range<Int>, of band: UnsafeMutableBufferPointer<Float>, with value: Float) -> Int {
    let width = grid.size.width
    let rows = band.count / width
    for row in 0..<rows {
      let run = row * width + columns.lowerBound..<row * width + columns.upperBound
      UnsafeMutableBufferPointer(rebasing: band[run]).update(repeating: value)
    }
    return rows * columns.count
  }
}
