import EscapeKernels
import FractalMath
import OrbitTypes

/// How the field of one frame is computed: what is iterated, what follows from what is, and when an orbit may be given up.
///
/// The one place that decides on shortcuts. Bands of rows may be filled on any threads at once.
struct FieldPlan: Sendable {
  /// The bands to fill, and those that follow from them.
  let grid: TileGrid

  private let symmetry: FieldSymmetry
  private let kernel: EscapeKernel
  private let counters: FieldCounters

  /// The plan for the frame with the given parameters.
  ///
  /// - Complexity: follows the critical orbit, tens of microseconds; make one per frame.
  init(parameters: FrameParameters, size: FrameSize, settings: FieldSettings, counters: FieldCounters) {
    self.counters = counters
    let viewport = Viewport(camera: parameters.camera, size: size)
    symmetry =
      settings.shortcuts.contains(.symmetry)
      ? FieldSymmetry(parameters: parameters, viewport: viewport) : .none
    grid = TileGrid(size: size, isFolded: symmetry.fold != nil)
    var problem = OrbitProblem(
      juliaConstant: (parameters.juliaConstant.real, parameters.juliaConstant.imaginary),
      width: size.width, height: size.height,
      center: (viewport.center.real, viewport.center.imaginary),
      columnStep: (viewport.columnStep.real, viewport.columnStep.imaginary),
      escapeRadius: settings.limits.escapeRadius, maximumIterations: settings.limits.maximumIterations)
    if settings.shortcuts.contains(.traps) {
      problem.traps = AttractingCycle(juliaConstant: parameters.juliaConstant)?.traps ?? []
    }
    kernel = EscapeKernel(problem, instructionSet: settings.instructionSet)
  }

  /// Writes the smooth counts of a tile's rows to `counts`, row by row without gaps.
  func fill(_ tile: TileGrid.Tile, into counts: UnsafeMutableBufferPointer<Float>) {
    let width = grid.size.width
    let columns = symmetry.mirrorsColumns ? (width + 1) / 2 : width
    let tally = kernel.fill(columns: 0..<columns, rows: tile.rows, into: counts, rowStride: width)
    if symmetry.mirrorsColumns { symmetry.completeColumns(counts, width: width) }
    let pixels = columns * tile.rows.count
    counters.add(tally, pixels: pixels, copies: (tile.rows.count + (tile.opposite?.count ?? 0)) * width - pixels)
  }

  /// Makes the counts of a tile's rows those of the opposite rows.
  func reflect(_ counts: UnsafeMutableBufferPointer<Float>) {
    symmetry.reflect(counts, width: grid.size.width)
  }
}
