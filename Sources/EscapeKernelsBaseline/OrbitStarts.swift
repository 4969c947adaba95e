import CLanes
import OrbitTypes

/// Where the orbits of a frame begin, and after how many steps: each at its pixel's own point, after none; in deep
/// views at the end of the steps that all share, by one polynomial.
///
/// The loops take the first points and the first count only from here (Architecture.md, "Where the formula stands").
///
/// The loops hold this and not the problem itself, which has a reference-counted list: so they consist of plain numbers
/// and pointers, for which the wider modules emit no shared functions (Architecture.md, "Decisions").
struct OrbitStarts {
  private let center: (real: Double, imaginary: Double)
  private let columnStep: (real: Double, imaginary: Double)
  private let width: Int
  private let height: Int
  /// Re a₁, Im a₁, … of a deep view's prefix.
  private let coefficients: UnsafePointer<Double>?
  private let degree: Int

  /// Steps before the points where the orbits begin.
  let stepCount: Int

  /// - Parameter coefficients: those of the problem's prefix, if it has one, valid while this is used.
  init(_ problem: OrbitProblem, coefficients: UnsafePointer<Double>?) {
    self.coefficients = coefficients
    degree = (problem.prefix?.coefficients.count ?? 0) / 2
    stepCount = problem.prefix?.steps ?? 0
    center = problem.prefix?.center ?? problem.center
    columnStep = problem.columnStep
    width = problem.width
    height = problem.height
  }

  /// Whether |z|² is less than `squared` at all points where the frame's orbits may begin.
  func lieWithin(squared: Double) -> Bool {
    // A prefix that makes a step ends before any point reaches the smallest escape radius. One that makes none may begin far out; its
    // points are at most 1 column step's unit apart from their middle.
    if coefficients != nil, stepCount > 0 { return true }
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

  /// The points `right` columns to the right of the frame's middle and `up` rows above it.
  @inline(__always)
  func points(right: Lanes, up: Lanes) -> ComplexLanes {
    guard coefficients == nil else { return prefixPoints(right: right, up: up) }
    let stepReal = Lanes(repeating: columnStep.real)
    let stepImaginary = Lanes(repeating: columnStep.imaginary)
    return ComplexLanes(
      x: center.real + (right * stepReal - up * stepImaginary),
      y: center.imaginary + (right * stepImaginary + up * stepReal))
  }

  /// The derivatives of these points: with respect to the pixels' own points, or in deep views to u.
  @inline(__always)
  func derivatives(right: Lanes, up: Lanes) -> ComplexLanes {
    guard coefficients == nil else { return prefixDerivatives(right: right, up: up) }
    return ComplexLanes(x: Lanes(repeating: 1))
  }

  // A deep view's points are few compared to the steps that they save: these functions stay out of the loops.

  /// center + u(a₁ + u(a₂ + …)).
  @inline(never)
  private func prefixPoints(right: Lanes, up: Lanes) -> ComplexLanes {
    let u = offset(right: right, up: up)
    var sum = ComplexLanes()
    for index in (0..<degree).reversed() { sum = sum * u + coefficient(index) }
    return sum * u + ComplexLanes(repeating: center)
  }

  /// a₁ + u(2a₂ + u(3a₃ + …)).
  @inline(never)
  private func prefixDerivatives(right: Lanes, up: Lanes) -> ComplexLanes {
    let u = offset(right: right, up: up)
    var sum = ComplexLanes()
    for index in (0..<degree).reversed() {
      let factor = Lanes(repeating: Double(index + 1))
      let coefficient = coefficient(index)
      sum = sum * u + ComplexLanes(x: coefficient.x * factor, y: coefficient.y * factor)
    }
    return sum
  }

  @inline(__always)
  private func offset(right: Lanes, up: Lanes) -> ComplexLanes {
    ComplexLanes(repeating: columnStep) * ComplexLanes(x: right, y: up)
  }

  @inline(__always)
  private func coefficient(_ index: Int) -> ComplexLanes {
    guard let coefficients else { return ComplexLanes() }
    return ComplexLanes(repeating: (coefficients[2 &* index], coefficients[2 &* index &+ 1]))
  }
}

extension OrbitProblem {
  /// Lends the prefix's coefficients, if there is one, to `body`; they do not move during the call.
  @inline(__always)
  func withCoefficients<Result>(_ body: (UnsafePointer<Double>?) -> Result) -> Result {
    guard let prefix else { return body(nil) }
    return prefix.coefficients.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
