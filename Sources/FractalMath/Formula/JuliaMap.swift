import ComplexModule
import RealModule

/// The formula of all films, f(z) = z² + c, with the facts about it that proofs and shortcuts use.
///
/// The loops have their own form of it, made of vectors (`Formula` of the kernels). Facts about f for all c are in
/// `MandelbrotSet`.
public struct JuliaMap: Hashable, Sendable {
  /// c.
  public var constant: Complex<Double>

  /// The map for c.
  public init(constant: Complex<Double>) { self.constant = constant }

  /// f(z).
  public func callAsFunction(_ z: Complex<Double>) -> Complex<Double> { z * z + constant }

  /// The points that f maps to `z`: ±√(z − c).
  public func preimages(of z: Complex<Double>) -> (Complex<Double>, Complex<Double>) {
    let root = Complex.sqrt(z - constant)
    return (root, -root)
  }

  /// The radius of a disc round 0 outside which every orbit escapes: (1 + √(1 + 4|c|)) / 2, where |z|² − |c| = |z|.
  public var escapeBound: Double { (1 + (1 + 4 * constant.length).squareRoot()) / 2 }
}

extension JuliaMap {
  /// The point where f′ vanishes. An attracting cycle, if there is one, attracts its orbit (Fatou; Milnor, "Dynamics in One
  /// Complex Variable", §8).
  public static var criticalPoint: Complex<Double> { .zero }

  /// The largest |z| on a bounded orbit, for a c whose critical orbit is bounded: then |c| ≤ 2, and beyond 2 each point
  /// is further out than the previous one.
  public static var boundedReach: Double { 2 }

  /// f′(z) = 2z.
  public static func derivative(at z: Complex<Double>) -> Complex<Double> { z * Complex(2, 0) }

  /// |f′(z)| for a z of the given magnitude.
  public static func derivativeMagnitude(atMagnitude magnitude: Double) -> Double { 2 * magnitude }

  /// A radius of the disc round f(z) that contains the image of the disc of `radius` round a z of the given magnitude:
  /// 2|z|r + r², because |f(z + δ) − f(z)| = |2zδ + δ²|.
  public static func imageRadius(ofDisc radius: Double, magnitude: Double) -> Double {
    radius * (2 * magnitude + radius)
  }

  /// Whether f(−z) = f(z), to the last bit: then opposite points have equal values.
  public static var isEven: Bool { true }

  /// Whether f with c̄ maps z̄ to the conjugate of the image of z under f with c, to the last bit.
  public static var commutesWithConjugation: Bool { true }
}
