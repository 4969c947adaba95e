/// Steady motion along the border of a component of the Mandelbrot set, blown up or shrunk by a factor. With
/// u = factor · e^{2πi(turns · s + phase/360)}, s going from 0 to 1 over the film, the fixed point (or the cycle of two) has the
/// multiplier u.
public struct BoundaryPath: Hashable, Sendable {
  /// Whose border it is.
  public internal(set) var component: Component
  /// Modulus of the multiplier u, 0…2: 1 is the border, below it lies the inside.
  public internal(set) var factor = 1.0
  /// How many times round during the film, counter-clockwise; negative is clockwise.
  public internal(set) var turns = 1.0
  /// Where the motion starts: the argument of u in degrees.
  public internal(set) var phaseDegrees = 0.0

  /// A component of the Mandelbrot set.
  public enum Component: String, CaseIterable, Hashable, Sendable {
    /// One fixed point attracts: c = u/2 − u²/4. |c| stays within 2 for the factors allowed.
    case cardioid
    /// A cycle of two attracts: c = −1 + u/4.
    case bulb
  }
}
