import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

/// A deep view round a repelling point, with what full precision says of its pixels.
struct DeepScene {
  static let size = FrameSize(width: 40, height: 24)
  static let limits = EscapeLimits(maximumIterations: 6000, escapeRadius: 100)

  static func field(
    _ parameters: FrameParameters, channels: FieldChannels = FieldChannels(), instructionSet: InstructionSet = .best
  ) throws -> [Float] {
    let values = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { values.deallocate() }
    let settings = FieldSettings(limits: limits, instructionSet: instructionSet, channels: channels)
    let job = FieldJob(parameters: parameters, size: size, settings: settings, counts: values)
    try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
    return Array(values)
  }

  let parameters: FrameParameters
  let view: DeepView

  /// A view of the width 10^`exponent` round the solution of `equation` near `guess`, a little off it.
  init?(c: Complex<Double>, equation: PeriodicEquation, near guess: Complex<Double>, exponent: Int) throws {
    guard let width = DecimalNumber("1e\(exponent)"), let start = equation.solution(near: guess, constant: c),
      equation.multiplier(of: start, constant: c).length > 1.01
    else { return nil }
    let limbs = DeepView.fractionLimbs(width: width.scaled, degree: equation.degree)
    let constant = FixedPointComplex(c, fractionLimbs: limbs)
    guard let point = equation.refined(start, constant: constant) else { return nil }
    // Digits enough for the width and no more, so that the middle is not the point itself.
    func cut(_ number: FixedPoint) -> DecimalNumber { number.decimal(fractionDigits: 2 - exponent) }
    guard
      let center = FixedPointComplex(
        real: cut(point.real), imaginary: cut(point.imaginary), fractionLimbs: limbs)
    else { return nil }
    let view = DeepView(center: center, width: width.scaled, constant: constant, degree: equation.degree)
    self.view = view
    var parameters = FrameParameters(
      juliaConstant: c, camera: Camera(center: start, width: width.approximation), deepView: view)
    parameters.formula = .power(degree: equation.degree)
    self.parameters = parameters
  }

  /// ν of a pixel by full precision; −1 where the orbit has not escaped after `limit` steps.
  func count(column: Int, row: Int, of size: FrameSize, limit: Int, escapeRadius: Double) -> Double {
    let limbs = view.center.real.fractionLimbs
    let (right, up) = (Double(column) + 0.5 - Double(size.width) / 2, Double(size.height) / 2 - Double(row) - 0.5)
    func offset(_ pixels: Double) -> FixedPoint {
      let scaled = ScaledDouble(pixels / Double(size.width)) * view.width
      let half = FixedPoint(0.5, fractionLimbs: limbs)
      return (0..<max(0, -scaled.exponent)).reduce(FixedPoint(scaled.mantissa, fractionLimbs: limbs)) { number, _ in
        number * half
      }
    }
    var z = FixedPointComplex(
      real: view.center.real + offset(right), imaginary: view.center.imaginary + offset(up))
    for step in 0..<limit {
      let length = z.approximation.length
      // Higher powers of larger numbers have no place in 64 bits.
      if length > (view.degree == 2 ? 1e4 : 200) {
        return Double(step + 1) - Double.log2(Double.log(length) / Double.log(escapeRadius))
          / Double.log2(Double(view.degree))
      }
      z = (2..<view.degree).reduce(z.squared) { power, _ in power * z } + view.constant
    }
    return -1
  }

  /// The same frame in double precision, with the same middle.
  var plain: FrameParameters {
    var plain = parameters
    plain.camera.center = view.center.approximation
    plain.deepView = nil
    return plain
  }

  /// A point of as many steps for a power, where Newton's method finds few from anywhere: the end of a ray.
  private static func landing(
    degree: Int, constant: Complex<Double>, _ random: inout SeededGenerator
  ) -> (point: Complex<Double>, equation: PeriodicEquation)? {
    let denominator = degree * degree * degree * (degree * degree - 1)
    let angle = RationalAngle(Int.random(in: 0..<denominator, using: &random), denominator)
    return DynamicRay.landing(angle: angle, constant: constant, degree: degree)
  }

  /// By how much counts of some pixels differ from those of full precision, the least first; that both escape is checked.
  static func errors(
    c: Complex<Double>, degree: Int = 2, exponent: Int, pixels: Int, pixelsOfScene: Int = 30
  ) throws -> [Double] {
    var random = SeededGenerator(seed: UInt64(-exponent))
    let equation = PeriodicEquation(preperiod: 3, period: 2, degree: degree)
    var errors: [Double] = []
    for _ in 0..<40 where errors.count < pixels {
      let guess = Complex(Double.random(in: -1.5...1.5, using: &random), Double.random(in: -1...1, using: &random))
      let landing = degree == 2 ? nil : landing(degree: degree, constant: c, &random)
      guard
        let scene = try DeepScene(
          c: c, equation: landing?.equation ?? equation, near: landing?.point ?? guess, exponent: exponent)
      else { continue }
      let field = try Self.field(scene.parameters)
      for _ in 0..<pixelsOfScene {
        let (column, row) = (Int.random(in: 0..<40, using: &random), Int.random(in: 0..<24, using: &random))
        let known = scene.count(
          column: column, row: row, of: Self.size, limit: Self.limits.maximumIterations,
          escapeRadius: Self.limits.escapeRadius)
        let found = Double(field[row * Self.size.width + column])
        #expect((known < 0) == (found < 0), "\(known) and \(found)")
        if known >= 0 { errors.append(abs(known - found)) }
      }
    }
    return errors.sorted()
  }
}
