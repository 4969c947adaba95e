import CLanes
import OrbitTypes

/// Where the orbits of a frame begin, and after how many steps: each at its pixel's own point, after none; of deep views where the steps that all
/// make together have led, by one polynomial.
///
/// The loops take the first points and the first count from here and from nowhere else (Architecture.md, "Where the formula stands").
///
/// The loops hold this and not the problem itself, which has a list counted by reference: so they are plain numbers and pointers, of which the
/// wider modules emit no function that others share (Architecture.md, "Decisions").
struct OrbitStarts {
  private let center: (real: Double, imaginary: Double)
  private let columnStep: (real: Double, imaginary: Double)
  private let width: Int
  private let height: Int
  /// Re a₁, Im a₁, … of a deep view's prefix.
  private let coefficients: UnsafePointer<Double>?
  private let degree: Int

  /// Steps that lead to the points where the orbits begin.
  let stepCount: Int

  /// - Parameter coefficients: those of the problem's prefix, if it has one, for as long as this is used.
  init(_ problem: OrbitProblem, coefficients: UnsafePointer<Double>?) {
    self.coefficients = coefficients
    degree = (problem.prefix?.coefficients.count ?? 0) / 2
    stepCount = problem.prefix?.steps ?? 0
    center = problem.prefix?.center ?? problem.center
    columnStep = problem.columnStep
    width = problem.width
    height = problem.height
  }

  /// Whether |z|² is less than `squared` wherever an orbit of the frame may begin.
  func lieWithin(squared: Double) -> Bool {
    // A prefix ends before any point is as far out as the least escape radius.
    if coefficients != nil { return true }
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
  func points(right: Lanes, up: Lanes) -> (x: Lanes, y: Lanes) {
    let stepReal = Lanes(repeating: columnStep.real)
    let stepImaginary = Lanes(repeating: columnStep.imaginary)
    guard coefficients == nil else { return prefixPoints(right: right, up: up) }
    return (
      center.real + (right * stepReal - up * stepImaginary), center.imaginary + (right * stepImaginary + up * stepReal)
    )
  }

  /// The derivatives of these points: by the pixels' own points, of a deep view by u.
  @inline(__always)
  func derivatives(right: Lanes, up: Lanes) -> (x: Lanes, y: Lanes) {
    guard coefficients == nil else { return prefixDerivatives(right: right, up: up) }
    return (Lanes(repeating: 1), Lanes())
  }

  // A deep view's points are few beside the steps that they save: these stay out of the loops' way.

  /// center + u(a₁ + u(a₂ + …)).
  @inline(never)
  private func prefixPoints(right: Lanes, up: Lanes) -> (x: Lanes, y: Lanes) {
    let u = offset(right: right, up: up)
    var sum = (x: Lanes(), y: Lanes())
    for index in (0..<degree).reversed() { sum = adding(coefficient(index), to: product(sum, u)) }
    let way = product(sum, u)
    return (center.real + way.x, center.imaginary + way.y)
  }

  /// a₁ + u(2a₂ + u(3a₃ + …)).
  @inline(never)
  private func prefixDerivatives(right: Lanes, up: Lanes) -> (x: Lanes, y: Lanes) {
    let u = offset(right: right, up: up)
    var sum = (x: Lanes(), y: Lanes())
    for index in (0..<degree).reversed() {
      let factor = Double(index + 1)
      let (real, imaginary) = coefficient(index)
      sum = adding((factor * real, factor * imaginary), to: product(sum, u))
    }
    return sum
  }

  @inline(__always)
  private func offset(right: Lanes, up: Lanes) -> (x: Lanes, y: Lanes) {
    product((Lanes(repeating: columnStep.real), Lanes(repeating: columnStep.imaginary)), (right, up))
  }

  @inline(__always)
  private func coefficient(_ index: Int) -> (real: Double, imaginary: Double) {
    guard let coefficients else { return (0, 0) }
    return (coefficients[2 &* index], coefficients[2 &* index &+ 1])
  }

  @inline(__always)
  private func adding(
    _ number: (real: Double, imaginary: Double), to z: (x: Lanes, y: Lanes)
  ) -> (x: Lanes, y: Lanes) {
    (lanes_sum(z.x, Lanes(repeating: number.real)), lanes_sum(z.y, Lanes(repeating: number.imaginary)))
  }

  @inline(__always)
  private func product(_ a: (x: Lanes, y: Lanes), _ b: (x: Lanes, y: Lanes)) -> (x: Lanes, y: Lanes) {
    (
      lanes_multiply_subtract(a.y, b.y, lanes_product(a.x, b.x)),
      lanes_multiply_add(a.x, b.y, lanes_product(a.y, b.x))
    )
  }
}

extension OrbitProblem {
  /// Has `body` use the coefficients of the prefix, if there is one, which stay where they are meanwhile.
  @inline(__always)
  func withCoefficients<Result>(_ body: (UnsafePointer<Double>?) -> Result) -> Result {
    guard let prefix else { return body(nil) }
    return prefix.coefficients.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
