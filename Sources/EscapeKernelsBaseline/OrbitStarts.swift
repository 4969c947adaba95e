import OrbitTypes

/// Where the orbits of a frame begin, and after how many steps: each at its pixel's own point, after none.
///
/// The loops take the first points and the first count from here and from nowhere else: orbits that began further on, at points that are known by
/// other means, would do so here (Architecture.md, "Where the formula stands").
///
/// The loops hold this and not the problem itself, which has a list counted by reference: so they are plain numbers and pointers, of which the
/// wider modules emit no function that others share (Architecture.md, "Decisions").
struct OrbitStarts {
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

  /// Steps that lead to the points where the orbits begin.
  var stepCount: Int { @inline(__always) get { 0 } }

  /// Whether |z|² is less than `squared` wherever an orbit of the frame may begin.
  func lieWithin(squared: Double) -> Bool {
    let diagonalSquared = Double(width * width + height * height)
    let reach =
      (diagonalSquared * (columnStep.real * columnStep.real + columnStep.imaginary * columnStep.imaginary)).squareRoot()
      / 2
    let distance = (center.real * center.real + center.imaginary * center.imaginary).squareRoot() + reach
    return distance * distance < squared
  }

  /// Columns from the frame's middle to the middle of `column`.
  @inline(__always)
  func right(ofColumn column: Int) -> Double { Double(column) + 0.5 - Double(width) / 2 }

  /// Rows from the frame's middle up to the middle of `row`.
  @inline(__always)
  func up(ofRow row: Int) -> Double { Double(height) / 2 - Double(row) - 0.5 }

  /// The points that stand `right` columns to the right of the frame's middle and `up` rows above it.
  @inline(__always)
  func points(right: Lanes, up: Lanes) -> ComplexLanes {
    let stepReal = Lanes(repeating: columnStep.real)
    let stepImaginary = Lanes(repeating: columnStep.imaginary)
    return ComplexLanes(
      x: center.real + (right * stepReal - up * stepImaginary),
      y: center.imaginary + (right * stepImaginary + up * stepReal)
    )
  }
}
