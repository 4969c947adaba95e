import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Deep views")
struct DeepViewTests {
  private static let (size, limits) = (DeepScene.size, DeepScene.limits)

  @Test(
    "counts are those of full precision, at any depth, inside, outside and on the border of the Mandelbrot set",
    arguments: [
      Complex(-0.8, 0.156), Complex(0.285, 0.01), Complex(-0.12, 0.75), Complex(-1, 0), Complex(0, 1),
      Complex(-0.7269, 0.1889), Complex(0.4, 0.4), Complex(-1.75, 0.01),
    ], [-14, -30, -100, -299])
  func truth(c: Complex<Double>, exponent: Int) throws {
    let errors = try DeepScene.errors(c: c, exponent: exponent, pixels: 60)
    guard !errors.isEmpty else { return }
    // Counts are floats. Next to the set a bit of the shallow orbit decides on steps, in deep views as in all others.
    #expect(errors[errors.count / 2] < 2e-3 && errors[errors.count * 9 / 10] < 1e-2, "\(errors.suffix(5))")
    #expect(errors.filter { $0 > 0.1 }.count <= 2, "\(errors.suffix(5))")
  }

  @Test(
    "counts are those of full precision where widths are far below the smallest doubles",
    arguments: [Complex(-0.8, 0.156), Complex(0, 1), Complex(-1, 0)])
  func deepest(c: Complex<Double>) throws {
    let errors = try DeepScene.errors(c: c, exponent: -1000, pixels: 6, pixelsOfScene: 6)
    let middle = try #require(errors.isEmpty ? nil : errors[errors.count / 2])
    #expect(middle < 2e-3, "\(errors)")
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
      let deep = try DeepScene.field(scene.parameters, channels: channels)
      var parameters = scene.parameters
      parameters.camera.center = scene.view.center.approximation
      parameters.deepView = nil
      let plain = try DeepScene.field(parameters, channels: channels)
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
    let deep = try DeepScene.field(scene.parameters, channels: channels)
    var parameters = scene.parameters
    parameters.camera.center = scene.view.center.approximation
    parameters.deepView = nil
    let plain = try DeepScene.field(parameters, channels: channels)
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
      try DeepScene.field(scene.parameters, instructionSet: $0)
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
