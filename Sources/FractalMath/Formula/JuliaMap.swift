import ComplexModule
import RealModule

/// The formula of all films, f(z) = z² + c, with what proofs and shortcuts know of it.
///
/// The loops have a form of their own, made of vectors (`Formula` of the kernels). What is known of f for all c stands in
/// `MandelbrotSet`.
public struct JuliaMap: Hashable, Sendable {
  /// c.
  public var constant: Complex<Double>

  /// The map for c.
  public init(constant: Complex<Double>) { self.constant = constant }

  /// f(z).
  public func callAsFunction(_ z: Complex<Double>) -> Complex<Double> { z * z + constant }

  /// The points that f takes to `z`: ±√(z − c).
  public func preimages(of z: Complex<Double>) -> (Complex<Double>, Complex<Double>) {
    let root = Complex.sqrt(z - constant)
    return (root, -root)
  }

  /// The radius of a disc round 0 outside of which every orbit escapes: (1 + √(1 + 4|c|)) / 2, where |z|² − |c| = |z|.
  public var escapeBound: Double { (1 + (1 + 4 * constant.length).squareRoot()) / 2 }
}

extension JuliaMap {
  /// The point where f′ vanishes. An attracting cycle, if there is one, attracts its orbit (Fatou; Milnor, "Dynamics in One
  /// Complex Variable", §8).
  public static var criticalPoint: Complex<Double> { .zero }

  /// The largest |z| on an orbit that stays bounded, of a c for which the critical one does: |c| ≤ 2 then, and beyond 2 each point is further
  /// out than the one before.
  public static var boundedReach: Double { 2 }

  /// f′(z) = 2z.
  public static func derivative(at z: Complex<Double>) -> Complex<Double> { z * Complex(2, 0) }

  /// |f′(z)| of a z of the given magnitude.
  public static func derivativeMagnitude(atMagnitude magnitude: Double) -> Double { 2 * magnitude }

  /// A radius of the disc round f(z) that has the image of the disc of `radius` round a z of the given magnitude: 2|z|r + r², because
  /// |f(z + δ) − f(z)| = |2zδ + δ²|.
  public static func imageRadius(ofDisc radius: Double, magnitude: Double) -> Double {
    radius * (2 * magnitude + radius)
  }

  /// Whether f(−z) = f(z), to the last bit: then opposite points have equal values.
  public static var isEven: Bool { true }

  /// Whether f with c̄ takes z̄ to the conjugate of what f with c takes z to, to the last bit.
  public static var commutesWithConjugation: Bool { true }
}
