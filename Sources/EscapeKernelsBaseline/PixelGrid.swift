import OrbitTypes

/// Where the points of a frame lie in the plane.
///
/// The loops hold this and not the problem itself, which has a list counted by reference: so they are plain numbers and pointers, of which the
/// wider modules emit no function that others share (Architecture.md, "Decisions").
struct PixelGrid {
  private let center: (real: Double, imaginary: Double)
  private let columnStep: (real: Double, imaginary: Double)
  private let width: Int
  private let height: Int

  init(_ problem: OrbitProblem) {
    center = problem.center
    columnStep = problem.columnStep
    width = problem.width
    height = problem.height
  }

  /// Columns from the frame's middle to the middle of `column`.
  @inline(__always)
  func right(ofColumn column: Int) -> Double { Double(column) + 0.5 - Double(width) / 2 }

  /// Rows from the frame's middle up to the middle of `row`.
  @inline(__always)
  func up(ofRow row: Int) -> Double { Double(height) / 2 - Double(row) - 0.5 }

  /// The points that stand `right` columns to the right of the frame's middle and `up` rows above it.
  @inline(__always)
  func points(right: Lanes, up: Lanes) -> (x: Lanes, y: Lanes) {
    let stepReal = Lanes(repeating: columnStep.real)
    let stepImaginary = Lanes(repeating: columnStep.imaginary)
    return (
      center.real + (right * stepReal - up * stepImaginary), center.imaginary + (right * stepImaginary + up * stepReal)
    )
  }
}
