/// A point w of a frame's attracting cycle, by which orbits are recognised that end in the cycle.
public struct AttractingPoint: Hashable, Sendable {
  /// Re w. Of the cycle's points, w is the one nearest to 0.
  public var real: Double
  /// Im w.
  public var imaginary: Double
  /// Points of the cycle, p.
  public var period: Int
  /// |λ| of fᵖ(w + δ) ≈ w + λδ + κδ²; below 1.
  public var multiplierMagnitude: Double
  /// |κ| of the same.
  public var curvatureMagnitude: Double
  /// Radius of a disc round w such that every orbit in it ends in the cycle, positive.
  public var radius: Double

  /// The given point.
  public init(
    real: Double, imaginary: Double, period: Int, multiplierMagnitude: Double, curvatureMagnitude: Double,
    radius: Double
  ) {
    self.real = real
    self.imaginary = imaginary
    self.period = period
    self.multiplierMagnitude = multiplierMagnitude
    self.curvatureMagnitude = curvatureMagnitude
    self.radius = radius
  }
}
