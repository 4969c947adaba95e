/// The steps that all orbits of a deep view make together, in plain numbers: after them the orbit of the pixel at u, |u| ≤ 1, stands at
/// center + a₁u + a₂u² + …
///
/// Of a problem with a prefix the frame's own middle is u = 0, and `columnStep` is what a column adds to u.
public struct SharedPrefix: Sendable {
  /// Steps that are made.
  public var steps: Int
  /// Where the orbit of the frame's middle stands after them.
  public var center: (real: Double, imaginary: Double)
  /// Re a₁, Im a₁, Re a₂, Im a₂, …: at least one pair.
  public var coefficients: [Double]
  /// What the exterior's measure has gathered over these steps: a sum and its last term, or a least distance and 0.
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
