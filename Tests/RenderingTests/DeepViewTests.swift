import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

/// A deep view round a repelling point, with what full precision says of its pixels.
private struct DeepScene {
  let parameters: FrameParameters
  let view: DeepView

  /// A view of the width 10^`exponent` round the solution of `equation` near `guess`, a little off it.
  init?(c: Complex<Double>, equation: PeriodicEquation, near guess: Complex<Double>, exponent: Int) throws {
    guard let width = DecimalNumber("1e\(exponent)"), let start = equation.solution(near: guess, constant: c),
      equation.multiplier(of: start, constant: c).length > 1.01
    else { return nil }
    let limbs = DeepView.fractionLimbs(width: width.scaled)
    let constant = FixedPointComplex(c, fractionLimbs: limbs)
    guard let point = equation.refined(start, constant: constant) else { return nil }
    // Digits enough for the width and no more, so that the middle is not the point itself.
    func cut(_ number: FixedPoint) -> DecimalNumber { number.decimal(fractionDigits: 2 - exponent) }
    guard
      let center = FixedPointComplex(
        real: cut(point.real), imaginary: cut(point.imaginary), fractionLimbs: limbs)
    else { return nil }
    let view = DeepView(center: center, width: width.scaled, constant: constant)
    self.view = view
    parameters = FrameParameters(
      juliaConstant: c, camera: Camera(center: start, width: width.approximation), deepView: view)
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
      if length > 1e4 {
        return Double(step + 1) - Double.log2(Double.log(length) / Double.log(escapeRadius))
      }
      z = z.squared + view.constant
    }
    return -1
  }
}

@Suite("Deep views")
struct DeepViewTests {
  private static let size = FrameSize(width: 40, height: 24)
  private static let limits = EscapeLimits(maximumIterations: 6000, escapeRadius: 100)

  private static func field(
    _ parameters: FrameParameters, channels: FieldChannels = FieldChannels(), instructionSet: InstructionSet = .best
  ) throws -> [Float] {
    let values = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { values.deallocate() }
    let settings = FieldSettings(limits: limits, instructionSet: instructionSet, channels: channels)
    let job = FieldJob(parameters: parameters, size: size, settings: settings, counts: values)
    try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
    return Array(values)
  }

  @Test(
    "counts are those of full precision, at any depth, inside, outside and on the border of the Mandelbrot set",
    arguments: [
      Complex(-0.8, 0.156), Complex(0.285, 0.01), Complex(-0.12, 0.75), Complex(-1, 0), Complex(0, 1),
      Complex(-0.7269, 0.1889), Complex(0.4, 0.4), Complex(-1.75, 0.01),
    ], [-14, -30, -100, -299])
  func truth(c: Complex<Double>, exponent: Int) throws {
    let errors = try Self.errors(c: c, exponent: exponent, pixels: 60)
    guard !errors.isEmpty else { return }
    // Counts are floats. Next to the set a bit of the shallow orbit decides on steps, in deep views as in all others.
    #expect(errors[errors.count / 2] < 2e-3 && errors[errors.count * 9 / 10] < 1e-2, "\(errors.suffix(5))")
    #expect(errors.filter { $0 > 0.1 }.count <= 2, "\(errors.suffix(5))")
  }

  @Test(
    "counts are those of full precision where widths are far below the smallest doubles",
    arguments: [Complex(-0.8, 0.156), Complex(0, 1), Complex(-1, 0)])
  func deepest(c: Complex<Double>) throws {
    let errors = try Self.errors(c: c, exponent: -1000, pixels: 6, pixelsOfScene: 6)
    let middle = try #require(errors.isEmpty ? nil : errors[errors.count / 2])
    #expect(middle < 2e-3, "\(errors)")
  }

  /// By how much counts of some pixels differ from those of full precision, the least first; that both escape is checked.
  private static func errors(
    c: Complex<Double>, exponent: Int, pixels: Int, pixelsOfScene: Int = 30
  ) throws -> [Double] {
    var random = SeededGenerator(seed: UInt64(-exponent))
    let equation = PeriodicEquation(preperiod: 3, period: 2)
    var errors: [Double] = []
    for _ in 0..<40 where errors.count < pixels {
      let guess = Complex(Double.random(in: -1.5...1.5, using: &random), Double.random(in: -1...1, using: &random))
      guard let scene = try DeepScene(c: c, equation: equation, near: guess, exponent: exponent) else { continue }
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

  @Test("a view of a moderate depth has the same numbers with doubles and as a deep one")
  func agreement() throws {
    var random = SeededGenerator(seed: 5)
    let c = Complex(-0.8, 0.156)
    let channels: [FieldChannels] = [
      FieldChannels(), FieldChannels(exterior: .distance), FieldChannels(exterior: .stripe(strands: 5)),
      FieldChannels(exterior: .triangleInequality), FieldChannels(exterior: .trap(OrbitTrap())),
      FieldChannels(exterior: .trap(OrbitTrap(shape: .circle))), FieldChannels(exterior: .angle),
      FieldChannels(exterior: .trap(OrbitTrap(shape: .cross, angleDegrees: 30))),
    ]
    let guess = Complex(Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random))
    let scene = try #require(
      try DeepScene(c: c, equation: PeriodicEquation(preperiod: 3, period: 2), near: guess, exponent: -7))
    for channels in channels {
      let deep = try Self.field(scene.parameters, channels: channels)
      var parameters = scene.parameters
      parameters.camera.center = scene.view.center.approximation
      parameters.deepView = nil
      let plain = try Self.field(parameters, channels: channels)
      let differences = zip(deep, plain).map { abs($0 - $1) / max(1, abs($1)) }.sorted()
      // An angle is doubled with each step, and so is what rounding has done to it.
      let place = channels.exterior == .angle ? differences.count / 2 : differences.count * 9 / 10
      #expect(differences[place] < 1e-4, "\(channels): \(differences.suffix(3))")
      #expect(Set(plain).count > 100)
    }
  }

  /// A view of the width 10^`exponent` round a point of a dust whose orbits soon escape.
  private static func dust(exponent: Int) throws -> FrameParameters {
    let scene = try #require(
      try DeepScene(
        c: Complex(0.4, 0.4), equation: PeriodicEquation(preperiod: 3, period: 2), near: Complex(0.3, 0.2),
        exponent: exponent))
    var parameters = scene.parameters
    parameters.camera.center = scene.view.center.approximation
    return parameters
  }

  @Test("an audit compares deep views with plain ones where doubles suffice, and counts the steps that were shared")
  func audit() throws {
    for (exponent, isCompared) in [(-11, true), (-13, false), (-1000, false)] {
      let audit = FieldAudit(size: Self.size, settings: FieldSettings(limits: Self.limits))
      let grid = TileGrid(size: Self.size, isFolded: true)
      let job = audit.job(try Self.dust(exponent: exponent), frame: 0, tiles: (0..<grid.count).map { grid[$0] })
      try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
      #expect(audit.findings.allSatisfy { $0.mismatchingPixels == 0 })
      #expect(audit.prefix.comparedPixels == (isCompared ? Self.size.pixelCount : 0), "\(exponent)")
      // The rounding of a pixel's own point is told apart from a wrong polynomial, which changes all counts.
      #expect(audit.prefix.differentCounts <= Self.size.pixelCount / 10)
      #expect(audit.prefix.differentVerdicts <= Self.size.pixelCount / 20)
      let shared = audit.bruteForce.sharedIterations
      #expect(shared > -exponent * Self.size.pixelCount && shared.isMultiple(of: Self.size.pixelCount))
    }
  }

  @Test("an interior has the same numbers as a deep one", arguments: [InteriorQuantity.period, .convergence, .nearest])
  func interior(quantity: InteriorQuantity) throws {
    let scene = try #require(
      try DeepScene(
        c: Complex(-1, 0), equation: PeriodicEquation(preperiod: 0, period: 1), near: Complex(-0.6, 0), exponent: -7))
    let channels = FieldChannels(interior: quantity)
    let deep = try Self.field(scene.parameters, channels: channels)
    var parameters = scene.parameters
    parameters.camera.center = scene.view.center.approximation
    parameters.deepView = nil
    let plain = try Self.field(parameters, channels: channels)
    let wrong = zip(deep, plain).filter { abs($0 - $1) > 1e-4 * max(1, abs($1)) }.count
    #expect(plain.contains { $0 <= -2 } && wrong <= plain.count / 50, "\(wrong)")
  }

  @Test("every instruction set has the same counts, nearly")
  func instructionSets() throws {
    let scene = try #require(
      try DeepScene(
        c: Complex(-0.8, 0.156), equation: PeriodicEquation(preperiod: 0, period: 1), near: Complex(-0.5, 0.1),
        exponent: -60))
    let fields = try InstructionSet.allCases.filter(\.isAvailable).map {
      try Self.field(scene.parameters, instructionSet: $0)
    }
    for field in fields {
      let differences = zip(field, fields[0]).map { abs($0 - $1) }.sorted()
      #expect(differences[differences.count / 2] < 1e-3)
    }
    #expect(Set(fields[0]).count > 500)
  }

  @Test("frames whose centres differ in digits that doubles do not hold are different")
  func identity() throws {
    func parameters(_ last: String) throws -> FrameParameters {
      let width = ScaledDouble(1e-40)
      let limbs = DeepView.fractionLimbs(width: width)
      let real = try #require(DecimalNumber("-0.5275031186435346322746079313519161694\(last)"))
      let center = FixedPointComplex(real: real, imaginary: DecimalNumber(0), fractionLimbs: limbs)
      let view = DeepView(
        center: try #require(center), width: width,
        constant: FixedPointComplex(Complex(-0.8, 0.156), fractionLimbs: limbs))
      return FrameParameters(juliaConstant: Complex(-0.8, 0.156), deepView: view)
    }
    let (one, other) = (try parameters("1"), try parameters("2"))
    let again = try parameters("1")
    #expect(one == again && one != other)
    #expect(one.numbers.allSatisfy { !$0.isNaN })
  }
}
