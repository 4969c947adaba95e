import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

/// A deep view of a Julia set and the full-precision truth about its points.
private struct DeepView {
  let constant: FixedPointComplex
  let center: FixedPointComplex
  let radius: ScaledDouble

  /// The view of 2^`radiusExponent` around a point of the Julia set of `c`, found by going back along branches that `seed` chooses from a
  /// repelling fixed point; `limbs` hold its digits.
  init(c: Complex<Double>, radiusExponent: Int, seed: UInt64) {
    radius = ScaledDouble(1, exponent: radiusExponent)
    let limbs = OrbitPrefix.fractionLimbs(radius: radius)
    constant = FixedPointComplex(
      real: FixedPoint(c.real, fractionLimbs: limbs), imaginary: FixedPoint(c.imaginary, fractionLimbs: limbs))
    var random = SeededGenerator(seed: seed)
    // A double is near enough to the set to begin with, and each branch back halves what is wrong, more or less.
    let root = Complex.sqrt(Complex(1) - 4 * c)
    let z = (Complex(1) + root) / 2
    var point = FixedPointComplex(
      real: FixedPoint(z.real, fractionLimbs: limbs), imaginary: FixedPoint(z.imaginary, fractionLimbs: limbs))
    for _ in 0..<(64 * limbs + 60) {
      point = Self.root(
        of: FixedPointComplex(real: point.real - constant.real, imaginary: point.imaginary - constant.imaginary))
      if random.next() & 1 == 1 { point = FixedPointComplex(real: -point.real, imaginary: -point.imaginary) }
    }
    center = point
  }

  /// A square root by Newton's method from the double's.
  private static func root(of value: FixedPointComplex) -> FixedPointComplex {
    let limbs = value.real.fractionLimbs
    let start = Complex.sqrt(Complex(value.real.approximation, value.imaginary.approximation))
    // 1/√v needs no division: s ← s(3 − v·s²)/2.
    let inverse = Complex(1) / start
    var s = FixedPointComplex(
      real: FixedPoint(inverse.real, fractionLimbs: limbs),
      imaginary: FixedPoint(inverse.imaginary, fractionLimbs: limbs))
    let three = FixedPoint(3, fractionLimbs: limbs)
    let half = FixedPoint(0.5, fractionLimbs: limbs)
    var bits = 50
    while bits < 64 * limbs + 64 {
      let product = value * s.squared
      let factor = FixedPointComplex(real: (three - product.real) * half, imaginary: -product.imaginary * half)
      s = s * factor
      bits *= 2
    }
    return value * s
  }

  /// The orbit of the point at `u` after `steps` steps, in full precision.
  func truth(_ u: Complex<Double>, steps: Int) -> FixedPointComplex {
    let limbs = center.real.fractionLimbs
    func offset(_ value: Double) -> FixedPoint {
      // 2^radiusExponent · value: more limbs than a double reaches.
      var number = FixedPoint(value, fractionLimbs: limbs)
      let half = FixedPoint(0.5, fractionLimbs: limbs)
      for _ in 0..<(-radius.exponent) { number = number * half }
      return number
    }
    var z = FixedPointComplex(real: center.real + offset(u.real), imaginary: center.imaginary + offset(u.imaginary))
    for _ in 0..<steps { z = z.squared + constant }
    return z
  }
}

@Suite("The steps that a deep view's orbits make together")
struct OrbitPrefixTests {
  private static let constants: [Complex<Double>] = [
    Complex(-0.8, 0.156), Complex(0.285, 0.01), Complex(-0.12, 0.75), Complex(-0.7269, 0.1889), Complex(0, 1),
    Complex(-1, 0), Complex(0.25, 0), Complex(-0.390541, -0.586788), Complex(0.4, 0.4),
  ]

  @Test("its points stand where full precision has them", arguments: constants, [-100, -330, -1000])
  func points(c: Complex<Double>, radiusExponent: Int) {
    let view = DeepView(c: c, radiusExponent: radiusExponent, seed: 7)
    let prefix = OrbitPrefix(
      center: view.center, radius: view.radius, constant: view.constant, mostSteps: 100_000)
    #expect(prefix.steps > -radiusExponent / 4, "\(prefix)")
    #expect((OrbitPrefix.largestSpread / 64...OrbitPrefix.largestSpread).contains(prefix.spread), "\(prefix)")
    var random = SeededGenerator(seed: 11)
    for _ in 0..<6 {
      let u = Complex(
        length: Double.random(in: 0...1, using: &random), phase: Double.random(in: 0...6.28, using: &random))
      let truth = view.truth(u, steps: prefix.steps)
      let point = prefix.point(u)
      let error = Complex(
        truth.real.approximation - point.real, truth.imaginary.approximation - point.imaginary)
      // Rounding of z itself, and of the coefficients by as many factors as there are steps.
      let bound = 0x1p-52 * point.length + prefix.spread * Double(prefix.steps + 8) * 0x1p-51 + 0x1p-54
      #expect(error.length <= bound, "\(error.length) > \(bound) after \(prefix.steps) steps")
    }
  }

  @Test("a view that contains a point whose orbit meets 0 is served, too: there it is squared")
  func criticalPreimage() {
    // ±√−c goes to 0 in one step; the view around it is doubly covered after the next.
    let c = Complex(0.0, 1.0)
    let limbs = OrbitPrefix.fractionLimbs(radius: ScaledDouble(1, exponent: -400))
    let constant = FixedPointComplex(
      real: FixedPoint(0, fractionLimbs: limbs), imaginary: FixedPoint(1, fractionLimbs: limbs))
    // 0 itself: δ becomes δ², and c = i is on the Julia set, where the rest goes on: by 4√2 in two steps.
    let middle = FixedPointComplex(
      real: FixedPoint(fractionLimbs: limbs), imaginary: FixedPoint(fractionLimbs: limbs))
    let prefix = OrbitPrefix(
      center: middle, radius: ScaledDouble(1, exponent: -200), constant: constant, mostSteps: 100_000)
    #expect(prefix.coefficients[0] == .zero && prefix.coefficients[1] != .zero)
    #expect(prefix.steps > 300 && prefix.spread > OrbitPrefix.largestSpread / 64)
    #expect(prefix.point(Complex(0.3, 0.2)) == prefix.point(Complex(-0.3, -0.2)))
    #expect((prefix.center - c).length < 3)
  }

  @Test("the derivative is that of the points")
  func derivative() {
    let view = DeepView(c: Complex(-0.8, 0.156), radiusExponent: -200, seed: 3)
    let prefix = OrbitPrefix(
      center: view.center, radius: view.radius, constant: view.constant, mostSteps: 10_000)
    let (u, h) = (Complex(0.3, -0.4), 1e-4)
    let difference = (prefix.point(u + Complex(h)) - prefix.point(u - Complex(h))) / Complex(2 * h)
    #expect((difference - prefix.derivative(u)).length < 1e-6 * prefix.derivative(u).length)
  }

  @Test("it ends where a point may escape, and after as many steps as are allowed")
  func ends() {
    let far = FixedPointComplex(real: FixedPoint(2.5, fractionLimbs: 4), imaginary: FixedPoint(0, fractionLimbs: 4))
    let zero = FixedPointComplex(real: FixedPoint(fractionLimbs: 4), imaginary: FixedPoint(fractionLimbs: 4))
    let tiny = ScaledDouble(1, exponent: -150)
    #expect(OrbitPrefix(center: far, radius: tiny, constant: zero, mostSteps: 100).steps == 0)
    #expect(OrbitPrefix(center: zero, radius: tiny, constant: zero, mostSteps: 17).steps == 17)
  }
}
