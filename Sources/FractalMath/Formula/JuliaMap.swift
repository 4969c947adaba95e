import ComplexModule
import RealModule

/// One step f(z) of a film's orbits, with the facts about it that proofs and shortcuts use (`FractalFormula` has those that hold for all c).
///
/// The loops have their own form of it, made of vectors (`OrbitFormula` of the kernels). Facts about f for all c are in
/// `MandelbrotSet`. A formula with a memory has no such map: this is then its first step.
public struct JuliaMap: Hashable, Sendable {
  /// c.
  public var constant: Complex<Double>
  /// What is done to z before c is added.
  public var formula: FractalFormula

  /// The map for c.
  public init(constant: Complex<Double>, formula: FractalFormula = .quadratic) {
    (self.constant, self.formula) = (constant, formula)
  }

  /// f(z).
  public func callAsFunction(_ z: Complex<Double>) -> Complex<Double> {
    switch formula {
    case .power(let degree): return z.raised(to: degree) + constant
    case .phoenix: return z * z + constant
    case .tricorn, .burningShip, .celtic, .buffalo:
      let square = z * z
      return Complex(
        (foldsRealPart ? abs(square.real) : square.real) + constant.real,
        imaginarySign(of: square) * square.imaginary + constant.imaginary)
    }
  }

  /// The points that a formula without a memory maps to `z`: none where it folds the plane to the other side of an axis.
  public func preimages(of z: Complex<Double>) -> [Complex<Double>] {
    let image = z - constant
    switch formula {
    case .power(2): return Self.roots(of: image)
    case .power(let degree):
      let root = Complex.root(image, degree)
      return (0..<degree).map { root * Complex<Double>.unit(turns: Double($0) / Double(degree)) }
    case .tricorn: return Self.roots(of: image.conjugate)
    case .burningShip:
      return image.imaginary < 0 ? [] : Self.roots(of: image) + Self.roots(of: image.conjugate)
    case .celtic:
      return image.real < 0 ? [] : Self.roots(of: image) + Self.roots(of: -image.conjugate)
    case .buffalo:
      guard image.real >= 0, image.imaginary >= 0 else { return [] }
      return [image, image.conjugate, -image, -image.conjugate].flatMap(Self.roots)
    case .phoenix: return []
    }
  }

  private static func roots(of square: Complex<Double>) -> [Complex<Double>] {
    let root = Complex.sqrt(square)
    return [root, -root]
  }

  /// The point nearest to `place` that a power maps to `z`, and how far from there the nearest and the second nearest are.
  func preimage(of z: Complex<Double>, near place: Complex<Double>) -> (
    nearest: Complex<Double>, distance: Double, nextDistance: Double
  ) {
    if formula.degree == 2 {
      let root = Complex.sqrt(z - constant)
      let (there, opposite) = ((root - place).length, (root + place).length)
      return there < opposite ? (root, there, opposite) : (-root, opposite, there)
    }
    let sorted = preimages(of: z).map { ($0, ($0 - place).length) }.sorted { $0.1 < $1.1 }
    return (sorted[0].0, sorted[0].1, sorted[1].1)
  }

  /// The radius of a disc round 0 outside which every orbit escapes: the root R > 1 of Rᵈ − |c| = R, (1 + √(1 + 4|c|)) / 2 for d = 2; with
  /// a memory of Rᵈ − |c| − |p|R = R.
  public var escapeBound: Double {
    if case .phoenix(let real, let imaginary) = formula {
      let lost = 1 + Complex(real, imaginary).length
      return (lost + (lost * lost + 4 * constant.length).squareRoot()) / 2
    }
    var bound = (1 + (1 + 4 * constant.length).squareRoot()) / 2
    if formula.degree == 2 { return bound }
    // Newton's method from the right of the root of a convex function comes down to it.
    for _ in 0..<60 {
      let power = Double.pow(bound, formula.degree - 1)
      bound -= (bound * power - constant.length - bound) / (Double(formula.degree) * power - 1)
    }
    return bound * (1 + 0x1p-40)
  }
}

extension JuliaMap {
  /// The point where f′ vanishes. An attracting cycle of a power, if there is one, attracts its orbit (Fatou; Milnor, "Dynamics in One
  /// Complex Variable", §8).
  public static var criticalPoint: Complex<Double> { .zero }

  /// The largest |z| on a bounded orbit, for a c whose critical orbit is bounded: then |c| ≤ 2, and beyond 2 each point
  /// is further out than the previous one.
  public static var boundedReach: Double { 2 }

  /// f′(z) of a power.
  public func derivative(at z: Complex<Double>) -> Complex<Double> {
    let degree = formula.degree
    return degree == 2 ? z * Complex(2, 0) : z.raised(to: degree - 1).multiplied(by: Double(degree))
  }

  /// How f takes a small step `d` from `z`, for any formula without a memory.
  public func image(of d: Complex<Double>, at z: Complex<Double>) -> Complex<Double> {
    let moved = derivative(at: z) * d
    guard !formula.isHolomorphic else { return moved }
    let square = z * z
    let realSign: Double = foldsRealPart && square.real < 0 ? -1 : 1
    return Complex(realSign * moved.real, imaginarySign(of: square) * moved.imaginary)
  }

  /// |f′(z)| for a z of the given magnitude: without a memory every f scales small figures alike in all directions, though some mirror
  /// them.
  public func derivativeMagnitude(atMagnitude magnitude: Double) -> Double {
    let degree = formula.degree
    return degree == 2 ? 2 * magnitude : Double(degree) * Double.pow(magnitude, degree - 1)
  }

  /// A radius of the disc round f(z) that contains the image of the disc of `radius` round a z of the given magnitude:
  /// 2|z|r + r² for a square, because |f(z + δ) − f(z)| = |2zδ + δ²|; (|z| + r)ᵈ − |z|ᵈ for a power. Mirrors do not lengthen distances.
  public func imageRadius(ofDisc radius: Double, magnitude: Double) -> Double {
    let degree = formula.degree
    if degree == 2 { return radius * (2 * magnitude + radius) }
    // The difference of the powers divided by r, without the loss of a difference.
    var (sum, power) = (0.0, 1.0)
    for _ in 0..<degree { (sum, power) = (sum * (magnitude + radius) + power, power * magnitude) }
    return radius * sum
  }

  private var foldsRealPart: Bool { formula == .celtic || formula == .buffalo }

  /// The sign with which the imaginary part of `square` goes into f(z).
  private func imaginarySign(of square: Complex<Double>) -> Double {
    switch formula {
    case .tricorn: -1
    case .burningShip, .buffalo: square.imaginary < 0 ? -1 : 1
    case .power, .celtic, .phoenix: 1
    }
  }
}

extension Complex<Double> {
  /// A power, 1 or more.
  func raised(to exponent: Int) -> Complex<Double> {
    (1..<Swift.max(exponent, 1)).reduce(self) { power, _ in power * self }
  }
}
