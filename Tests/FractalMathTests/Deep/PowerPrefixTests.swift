import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("The steps that a deep view's orbits of a power make together")
struct PowerPrefixTests {
  private static let size = FrameSize(width: 64, height: 36)

  /// The view of 2^`exponent` round a point that leads to a cycle of two.
  private static func view(degree: Int, c: Complex<Double>, exponent: Int) throws -> DeepView {
    let width = ScaledDouble(1, exponent: exponent)
    let constant = FixedPointComplex(c, fractionLimbs: DeepView.fractionLimbs(width: width, degree: degree))
    let angle = RationalAngle(1, degree * (degree * degree - 1))
    let start = try #require(DynamicRay.landing(angle: angle, constant: c, degree: degree))
    let point = try #require(start.equation.refined(start.point, constant: constant))
    return DeepView(center: point, width: width, constant: constant, degree: degree)
  }

  private static func prefix(_ view: DeepView, limbs: Int? = nil) -> OrbitPrefix {
    guard let limbs else {
      return view.prefix(size: size, mostSteps: 100_000, mostSpread: OrbitPrefix.largestSpread)
    }
    return OrbitPrefix(
      center: view.center.with(fractionLimbs: limbs), radius: view.width,
      constant: view.constant.with(fractionLimbs: limbs),
      degree: view.degree, mostSteps: 100_000)
  }

  @Test("its points stand where full precision has them", arguments: 3...8, [-100, -330])
  func points(degree: Int, exponent: Int) throws {
    let view = try Self.view(degree: degree, c: Complex(0.3, 0.2), exponent: exponent)
    let radius = view.width.value / DeepView.extent(ofWidthIn: Self.size)
    let prefix = Self.prefix(view)
    #expect(prefix.isExact && prefix.steps > -exponent / 8, "\(prefix)")
    #expect((OrbitPrefix.largestSpread / 64...OrbitPrefix.largestSpread).contains(prefix.spread), "\(prefix)")
    var random = SeededGenerator(seed: 12)
    for _ in 0..<6 {
      let u = Complex(
        length: Double.random(in: 0...1, using: &random), phase: Double.random(in: 0...6.28, using: &random))
      let limbs = view.center.real.fractionLimbs
      var z = view.center + FixedPointComplex(u.multiplied(by: radius), fractionLimbs: limbs)
      for _ in 0..<prefix.steps { z = (2...degree).reduce(z) { power, _ in power * z } + view.constant }
      let error = (z.approximation - prefix.point(u)).length
      let bound = 0x1p-52 * 2 + prefix.spread * Double(degree * (prefix.steps + 8)) * 0x1p-51 + 0x1p-54
      #expect(error <= bound, "\(error) > \(bound) after \(prefix.steps) steps")
    }
  }

  @Test("a view round 0 is covered d times: its points are those of the d-th power", arguments: 3...8)
  func criticalPoint(degree: Int) throws {
    let width = ScaledDouble(1, exponent: -20)
    let limbs = DeepView.fractionLimbs(width: width, degree: degree)
    let view = DeepView(
      center: FixedPointComplex(.zero, fractionLimbs: limbs), width: width,
      constant: FixedPointComplex(Complex(length: 1, phase: 0.4), fractionLimbs: limbs), degree: degree)
    let prefix = view.prefix(size: Self.size, mostSteps: 1, mostSpread: OrbitPrefix.largestSpread)
    #expect(prefix.steps == 1 && prefix.spread > 0)
    #expect(prefix.coefficients[..<(degree - 1)].allSatisfy { $0 == .zero })
    #expect(prefix.coefficients[degree - 1] != .zero)
  }

  /// −2^{1/(d − 1)}, d even, which leads to its opposite, a repelling fixed point.
  private static func tip(degree: Int, limbs: Int) -> FixedPointComplex {
    let start = -Double.exp2(1 / Double(degree - 1))
    let inverse = FixedPointComplex(
      Complex(1 / (Double(degree - 1) * Double.pow(start, degree - 2))), fractionLimbs: limbs)
    let two = FixedPointComplex(Complex(2), fractionLimbs: limbs)
    return (0..<2 * limbs).reduce(FixedPointComplex(Complex(start), fractionLimbs: limbs)) { c, _ in
      c - (c.raised(to: degree - 1) + two) * inverse
    }
  }

  @Test(
    "where the middle's orbit comes near 0 d times the digits are needed, fewer are noticed, and more are taken",
    arguments: [4, 6, 8])
  func digits(degree: Int) {
    let width = ScaledDouble(1, exponent: -300)
    let limbs = DeepView.fractionLimbs(width: width, degree: degree)
    let view = DeepView(
      center: FixedPointComplex(.zero, fractionLimbs: limbs), width: width,
      constant: Self.tip(degree: degree, limbs: limbs), degree: degree)
    let few = Self.prefix(view, limbs: DeepView.usualFractionLimbs(width: width))
    let taken = Self.prefix(view)
    #expect(!few.isExact && taken.isExact)
    // From the d-th power of its width the view grows by 2d a step.
    let steps = Double(300 * degree - 9) / Double.log2(Double(2 * degree))
    #expect(abs(Double(taken.steps) - steps) < 12, "\(taken.steps) and \(steps)")
    #expect((taken.center - Complex(Double.exp2(1 / Double(degree - 1)))).length < 1e-12)
    let turned = Complex<Double>.unit(turns: 1 / Double(degree)) * Complex(0.3, 0.2)
    #expect((taken.point(Complex(0.3, 0.2)) - taken.point(turned)).length < 0x1p-40 * taken.spread)
  }

  @Test("from far out no step is made, and none leaves the range of fixed-point numbers", arguments: 2...8)
  func farOut(degree: Int) {
    let limbs = 4
    let prefix = OrbitPrefix(
      center: FixedPointComplex(Complex(1000, -1000), fractionLimbs: limbs), radius: ScaledDouble(1, exponent: -150),
      constant: FixedPointComplex(Complex(4, 0), fractionLimbs: limbs), degree: degree, mostSteps: 100)
    #expect(prefix.steps == 0 && prefix.center == Complex(1000, -1000))
  }

  @Test("what is no solution is not refined, however fast its orbit leaves", arguments: 2...8)
  func noSolution(degree: Int) {
    let constant = FixedPointComplex(Complex(0.3, 0.2), fractionLimbs: 8)
    for steps in [3, 6, 24] {
      let equation = PeriodicEquation(preperiod: 1, period: steps, degree: degree)
      #expect(equation.refined(Complex(1.6, 1.1), constant: constant) == nil)
    }
  }
}
