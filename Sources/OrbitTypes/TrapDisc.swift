/// A disc round a point of an attracting cycle that orbits enter and never leave.
public struct TrapDisc: BitwiseCopyable, Hashable, Sendable {
  /// Real part of the middle.
  public var real: Double
  /// Imaginary part of the middle.
  public var imaginary: Double
  /// Radius, positive.
  public var radius: Double

  /// The given disc.
  public init(real: Double, imaginary: Double, radius: Double) {
    self.real = real
    self.imaginary = imaginary
    self.radius = radius
  }
}
