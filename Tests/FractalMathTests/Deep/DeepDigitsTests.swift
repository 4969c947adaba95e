import ComplexModule
import FractalMath
import RealModule
import Testing

@Suite("The digits that a deep view needs")
struct DeepDigitsTests {
  private static let size = FrameSize(width: 64, height: 36)

  /// √−i = (1 − i)/√2, which goes to 0 and on to c = i.
  private static func root(limbs: Int) -> FixedPointComplex {
    let (half, three) = (FixedPoint(0.5, fractionLimbs: limbs), FixedPoint(3, fractionLimbs: limbs))
    // Newton's method for 1/√2 doubles the digits that are right.
    let part = (0..<12).reduce(FixedPoint(0.5.squareRoot(), fractionLimbs: limbs)) { s, _ in
      s * (three - s * s - s * s) * half
    }
    return FixedPointComplex(real: part, imaginary: -part)
  }

  private static func prefix(_ center: FixedPointComplex, c: Complex<Double>, width: ScaledDouble) -> OrbitPrefix {
    let constant = FixedPointComplex(c, fractionLimbs: center.real.fractionLimbs)
    return OrbitPrefix(center: center, radius: width, constant: constant, mostSteps: 100_000)
  }

  @Test("where the middle's orbit comes near 0 twice the digits are needed, fewer are noticed, and more are taken")
  func nearZero() {
    let width = ScaledDouble(1, exponent: -400)
    let (usual, all) = (DeepView.usualFractionLimbs(width: width), DeepView.fractionLimbs(width: width))
    let (few, many) = (
      Self.prefix(Self.root(limbs: usual), c: Complex(0, 1), width: width),
      Self.prefix(Self.root(limbs: all), c: Complex(0, 1), width: width)
    )
    #expect(!few.isExact && many.isExact)
    let view = DeepView(
      center: Self.root(limbs: all), width: width, constant: FixedPointComplex(Complex(0, 1), fractionLimbs: all))
    let taken = view.prefix(size: Self.size, mostSteps: 100_000, mostSpread: OrbitPrefix.largestSpread)
    // The view grows by 4√2 in two steps, from the square of its width.
    #expect(taken.isExact && (580...680).contains(taken.steps), "\(taken.steps)")
    // Both sides of the middle go where its square does.
    #expect((taken.point(Complex(0.3, 0.2)) - taken.point(Complex(-0.3, -0.2))).length < 0x1p-50)
  }

  @Test("elsewhere the usual digits are enough", arguments: [-40, -400, -1000])
  func usual(exponent: Int) throws {
    let width = ScaledDouble(1, exponent: exponent)
    let limbs = DeepView.usualFractionLimbs(width: width)
    let c = Complex(-0.8, 0.156)
    let equation = PeriodicEquation(preperiod: 0, period: 1)
    let start = try #require(equation.solution(near: Complex(1.5, -0.1), constant: c))
    let point = try #require(equation.refined(start, constant: FixedPointComplex(c, fractionLimbs: limbs)))
    let prefix = Self.prefix(point, c: c, width: width)
    #expect(prefix.isExact && prefix.steps > -exponent / 3)
  }
}
