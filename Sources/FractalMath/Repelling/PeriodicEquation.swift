import ComplexModule
import RealModule

/// The equation f^{m+p}(z) = f^m(z) for z ↦ zᵈ + c, which points of preperiod m and period p solve, with those of less of both.
///
/// m is at least 0, p at least 1; m + p steps are small enough for double precision, which is to say a few dozen.
public struct PeriodicEquation: Hashable, Sendable {
  /// m, the steps before the cycle.
  public let preperiod: Int
  /// p, the length of the cycle.
  public let period: Int
  /// d.
  public let degree: Int

  /// The equation for the given preperiod and period.
  public init(preperiod: Int, period: Int, degree: Int = 2) {
    precondition(preperiod >= 0 && period >= 1, "preperiod \(preperiod), period \(period)")
    (self.preperiod, self.period, self.degree) = (preperiod, period, degree)
  }

  func map(_ constant: Complex<Double>) -> JuliaMap {
    JuliaMap(constant: constant, formula: .power(degree: degree))
  }

  /// F(z) = f^{m+p}(z) − f^m(z) and its derivatives at a point.
  public struct Value: Hashable, Sendable {
    /// F.
    public let value: Complex<Double>
    /// ∂F/∂z.
    public let slope: Complex<Double>
    /// ∂²F/∂z².
    public let curvature: Complex<Double>
    /// ∂F/∂c.
    public let slopeInConstant: Complex<Double>

    /// Newton's step to a solution.
    public var correction: Complex<Double> { -value / slope }
    /// About the distance to the nearest other solution: at a double one slope and this are 0.
    public var separation: Double { slope.length / max(curvature.length, .leastNormalMagnitude) }
    /// How a solution moves with c, dz/dc.
    public var motion: Complex<Double> { -slopeInConstant / slope }
  }

  /// F and its derivatives at `z`.
  public func value(at z: Complex<Double>, constant: Complex<Double>) -> Value {
    var point = Jet(z)
    for _ in 0..<preperiod { point.step(constant, degree: degree) }
    let early = point
    for _ in 0..<period { point.step(constant, degree: degree) }
    return Value(
      value: point.z - early.z, slope: point.dz - early.dz, curvature: point.dzz - early.dzz,
      slopeInConstant: point.dc - early.dc)
  }

  /// The derivative of f^p on the cycle that `z` comes to, a solution.
  public func multiplier(of z: Complex<Double>, constant: Complex<Double>) -> Complex<Double> {
    let map = map(constant)
    var point = z
    for _ in 0..<preperiod { point = map(point) }
    var product = Complex<Double>.one
    for _ in 0..<period {
      product *= map.derivative(at: point)
      point = map(point)
    }
    return product
  }

  /// The solution that Newton's method finds from `guess`; `nil` where it finds none.
  public func solution(near guess: Complex<Double>, constant: Complex<Double>) -> Complex<Double>? {
    var z = guess
    var last = Double.infinity
    for _ in 0..<64 {
      let value = value(at: z, constant: constant)
      let correction = value.correction
      // Far out an orbit leaves the range of doubles, and a quotient by infinity is 0.
      guard value.slope.isFinite, correction.isFinite else { return nil }
      z += correction
      let size = correction.length / max(z.length, 0x1p-10)
      // Where rounding of the orbit is larger than that of a point, corrections end up as small as that, and shrink no more.
      if size <= 0x1p-50 || size <= 0x1p-30 && size >= last / 2 { return z }
      last = size
    }
    return nil
  }

  /// The equation with the least preperiod and period that `z`, a solution, has.
  public func reduced(for z: Complex<Double>, constant: Complex<Double>) -> PeriodicEquation {
    let map = map(constant)
    var orbit = [z]
    for _ in 0..<preperiod + period { orbit.append(map(orbit[orbit.count - 1])) }
    func areEqual(_ one: Int, _ other: Int) -> Bool { (orbit[one] - orbit[other]).length < 1e-7 }
    let shortest = (1...period).first { period % $0 == 0 && areEqual(preperiod, preperiod + $0) } ?? period
    let first = (0...preperiod).first { areEqual($0, $0 + shortest) } ?? preperiod
    return PeriodicEquation(preperiod: first, period: shortest, degree: degree)
  }
}

extension PeriodicEquation {
  /// `solution`, which is right to a double's precision, with all the digits of `constant`.
  ///
  /// Newton's method with the derivative in double precision adds some fifty bits a round.
  ///
  /// - Returns: `nil` where that does not happen, because another solution is too near.
  public func refined(_ solution: Complex<Double>, constant: FixedPointComplex) -> FixedPointComplex? {
    let limbs = constant.real.fractionLimbs
    let c = Complex(constant.real.approximation, constant.imaginary.approximation)
    let inverse = Complex<Double>.one / value(at: solution, constant: c).slope
    guard inverse.isFinite, inverse.length < 0x1p40 else { return nil }
    let factor = FixedPointComplex(inverse, fractionLimbs: limbs)
    var z = FixedPointComplex(solution, fractionLimbs: limbs)
    // The errors of a step's products are some units of the last place, times the slope of the steps that follow.
    let slopeBits = 1 + Double.log2(Double(degree))
    let goal = Double(8 - 64 * limbs) + max(0, -Double.log2(inverse.length) + slopeBits * Double(preperiod + period))
    var last = Double.infinity
    for _ in 0..<4 + 2 * limbs {
      guard let residual = residual(at: z, constant: constant) else { return nil }
      let correction = residual * factor
      z = z - correction
      let size = correction.log2OfLength
      if size <= goal + Double.log2(max(inverse.length, 1)) { return z }
      guard size < last - 8 || last == .infinity else { return nil }
      last = size
    }
    return nil
  }

  /// F at `z`; `nil` where the orbit leaves: then `z` is no solution, and high powers soon have no place in a fixed-point number.
  private func residual(at z: FixedPointComplex, constant: FixedPointComplex) -> FixedPointComplex? {
    var (point, early) = (z, z)
    for step in 0..<preperiod + period {
      guard point.approximation.length < 16 else { return nil }
      if step == preperiod { early = point }
      point = point.raised(to: degree) + constant
    }
    return point - early
  }
}

/// A point of an orbit with its derivatives in the first point and in c.
private struct Jet {
  var z: Complex<Double>
  var dz = Complex<Double>.one
  var dzz = Complex<Double>.zero
  var dc = Complex<Double>.zero

  init(_ z: Complex<Double>) { self.z = z }

  mutating func step(_ constant: Complex<Double>, degree: Int) {
    guard degree == 2 else { return step(constant, power: degree) }
    dzz = (dz * dz + z * dzz).multiplied(by: 2)
    dc = (z * dc).multiplied(by: 2) + .one
    dz = (z * dz).multiplied(by: 2)
    z = z * z + constant
  }

  private mutating func step(_ constant: Complex<Double>, power degree: Int) {
    let (one, two) = (Double(degree), Double(degree * (degree - 1)))
    let rest = z.raised(to: degree - 2)
    let slope = (rest * z).multiplied(by: one)
    dzz = (rest * dz * dz).multiplied(by: two) + slope * dzz
    dc = slope * dc + .one
    dz = slope * dz
    z = rest * z * z + constant
  }
}
