import FractalMath
import Rendering
import WorkStealing

/// One number per pixel of a view of the plane, row 0 at the top.
struct PlaneField: Sendable {
  /// Columns and rows.
  let size: FrameSize
  /// Row by row.
  let values: [Float]
}

/// The position of a view's points relative to the Mandelbrot set, or that of another formula.
struct MandelbrotField: Sendable {
  /// Estimated distances to the set, in widths of the view; 0 inside.
  let distances: PlaneField
  /// The depth of points inside within their component: 0 where the multiplier of their cycle is the smallest in the
  /// view, 1 where it is the largest; 2 outside, and 1 where it is unknown.
  let depths: PlaneField

  /// The field at the middles of the pixels of `viewport`.
  ///
  /// - Complexity: O(pixels · steps), on `workerCount` workers; inside a component about a hundred steps of its cycle,
  ///   at its border more the smaller the view is.
  init(of formula: FractalFormula, over viewport: Viewport, workerCount: Int) throws {
    let job = MandelbrotJob(formula, viewport: viewport)
    try WorkStealingPool.run(workerCount: workerCount) { workers in workers.submit(job).wait() }
    distances = PlaneField(size: viewport.size, values: job.distances)
    depths = PlaneField(size: viewport.size, values: job.depths)
  }

  /// Steps after which an orbit counts as bounded. Orbits near the boundary take longer to escape the smaller the view:
  /// about this many more steps for each halving.
  static func maximumIterations(viewWidth: Double) -> Int {
    let halvings = -viewWidth.exponent
    return min(max(1000, 400 * Int(halvings)), 20_000)
  }
}

/// A field as work for the pool: its items are the rows.
///
/// Proof of Sendable: items write disjoint rows, which are read after the job's latch is set.
private final class MandelbrotJob: ParallelTask, @unchecked Sendable {
  private let formula: FractalFormula
  private let viewport: Viewport
  private let maximumIterations: Int
  private let multipliers: ClosedRange<Double>
  /// Distances, then depths.
  private let values: UnsafeMutableBufferPointer<Float>

  init(_ formula: FractalFormula, viewport: Viewport) {
    self.formula = formula
    self.viewport = viewport
    maximumIterations = MandelbrotField.maximumIterations(viewWidth: viewport.width)
    multipliers = MandelbrotPlaces.multipliers(
      of: formula, in: viewport, maximumIterations: maximumIterations)
    values = .allocate(capacity: 2 * viewport.size.pixelCount)
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }

  var itemCount: Int { viewport.size.height }

  func perform(item: Int, worker: Int) {
    let (width, count) = (viewport.size.width, viewport.size.pixelCount)
    var places = MandelbrotPlaces(formula, maximumIterations: maximumIterations)
    for column in 0..<width {
      let index = item * width + column
      switch places.place(of: viewport.point(column: Double(column), row: Double(item))) {
      case .outside(let distance):
        values[index] = Float(distance / viewport.width)
        values[count + index] = 2
      case .inside(let multiplier): values[count + index] = Float(multipliers.share(of: multiplier))
      case .undecided: values[count + index] = 1
      }
    }
  }

  var distances: [Float] { Array(values[..<viewport.size.pixelCount]) }
  var depths: [Float] { Array(values[viewport.size.pixelCount...]) }
}

extension ClosedRange<Double> {
  /// The position of `value` between the bounds, 0…1.
  func share(of value: Double) -> Double {
    let share = (value - lowerBound) / (upperBound - lowerBound)
    return Swift.min(Swift.max(share, 0), 1)
  }
}

extension Viewport {
  /// Horizontal extent in plane units of an unrotated view.
  var width: Double { columnStep.real * Double(size.width) }
}
