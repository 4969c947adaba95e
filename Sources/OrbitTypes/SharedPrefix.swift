/// The steps shared by all orbits of a deep view, in plain numbers: after them the orbit of the pixel at u, |u| ≤ 1, is
/// at center + a₁u + a₂u² + …
///
/// In a problem with a prefix, the middle of the frame is u = 0, and `columnStep` is a column's step in u.
public struct SharedPrefix: Sendable {
  /// The number of steps.
  public var steps: Int
  /// The position of the orbit of the frame's middle after them.
  public var center: (real: Double, imaginary: Double)
  /// Re a₁, Im a₁, Re a₂, Im a₂, …: at least one pair.
  public var coefficients: [Double]
  /// The exterior measure's result over these steps: a sum and its last term, or a least distance and 0.
  public var gathered: (Double, Double)
  /// The least |z|² over these steps.
  public var leastSquared: Double

  /// The given prefix.
  public init(
    steps: Int, center: (real: Double, imaginary: Double), coefficients: [Double], gathered: (Double, Double),
    leastSquared: Double
  ) {
    precondition(coefficients.count >= 2 && coefficients.count.isMultiple(of: 2), "\(coefficients.count) numbers")
    self.steps = steps
    self.center = center
    self.coefficients = coefficients
    self.gathered = gathered
    self.leastSquared = leastSquared
  }
}
