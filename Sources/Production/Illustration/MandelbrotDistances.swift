import FractalMath
import WorkStealing

/// Estimated distances to the Mandelbrot set, one per pixel of a view, row 0 at the top; 0 within the set.
struct DistanceField: Sendable {
  /// Columns and rows.
  let size: FrameSize
  /// Row by row.
  let values: [Float]

  /// The distances at the middles of the pixels of `viewport`, in widths of the view.
  ///
  /// - Complexity: O(pixels · steps), on `workerCount` workers; the smaller the view, the more steps an orbit may take.
  init(over viewport: Viewport, workerCount: Int) throws {
    let job = DistanceJob(viewport: viewport)
    try WorkStealingPool.run(workerCount: workerCount) { workers in workers.submit(job).wait() }
    size = viewport.size
    values = job.result
  }
}

extension DistanceField {
  /// Steps after which an orbit counts as one that never leaves. Those beside the boundary take longer to leave the smaller the view:
  /// about so many steps more for each halving.
  static func maximumIterations(viewWidth: Double) -> Int {
    let halvings = -viewWidth.exponent
    return min(max(1000, 400 * Int(halvings)), 20_000)
  }
}

/// The distances as work for the pool: its items are the rows.
///
/// Proof of Sendable: items write disjoint rows, and `result` is read after the job's latch is set.
private final class DistanceJob: ParallelTask, @unchecked Sendable {
  private let viewport: Viewport
  private let maximumIterations: Int
  private let values: UnsafeMutableBufferPointer<Float>

  init(viewport: Viewport) {
    self.viewport = viewport
    maximumIterations = DistanceField.maximumIterations(viewWidth: viewport.width)
    values = .allocate(capacity: viewport.size.pixelCount)
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }

  var itemCount: Int { viewport.size.height }

  func perform(item: Int, worker: Int) {
    let width = viewport.size.width
    for column in 0..<width {
      let point = viewport.point(column: Double(column), row: Double(item))
      let distance = MandelbrotSet.distance(from: point, maximumIterations: maximumIterations)
      values[item * width + column] = Float(distance / viewport.width)
    }
  }

  var result: [Float] { Array(values) }
}

extension Viewport {
  /// Horizontal extent in plane units, of a view that is not rotated.
  var width: Double { columnStep.real * Double(size.width) }
}
