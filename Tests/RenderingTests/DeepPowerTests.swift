import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Deep views of powers")
struct DeepPowerTests {
  private static let size = DeepScene.size

  /// A view of the width 10^`exponent` round a point that leads to a cycle of two.
  private static func scene(_ c: Complex<Double>, degree: Int, exponent: Int) throws -> DeepScene {
    let angle = RationalAngle(1, degree * (degree * degree - 1))
    let landing = try #require(DynamicRay.landing(angle: angle, constant: c, degree: degree))
    return try #require(
      try DeepScene(c: c, equation: landing.equation, near: landing.point, exponent: exponent))
  }

  @Test(
    "counts are those of full precision, at any depth, inside and outside",
    arguments: [
      (3, Complex(0.5, 0.1)), (3, Complex(0, 0.9)), (3, Complex(0.2, 0.2)), (5, Complex(0.6, 0.2)),
      (5, Complex(0.3, 0.4)),
      (8, Complex(0.5, 0.3)),
    ], [-14, -30, -100])
  func truth(power: (degree: Int, c: Complex<Double>), exponent: Int) throws {
    let errors = try DeepScene.errors(c: power.c, degree: power.degree, exponent: exponent, pixels: 60)
    try #require(errors.count >= 30)
    #expect(errors[errors.count / 2] < 2e-3 && errors[errors.count * 9 / 10] < 1e-2, "\(errors.suffix(5))")
    #expect(errors.filter { $0 > 0.1 }.count <= 2, "\(errors.suffix(5))")
  }

  @Test("some of the points whose counts are compared escape, and not at once", arguments: [3, 5])
  func meaning(degree: Int) throws {
    let scene = try Self.scene(Complex(0.3, 0.2), degree: degree, exponent: -30)
    let field = try DeepScene.field(scene.parameters)
    #expect(Set(field).count > 200 && field.allSatisfy { $0 > 30 || $0 < 0 })
  }

  @Test("a view of a moderate depth has the same numbers with doubles and as a deep one", arguments: 3...8)
  func agreement(degree: Int) throws {
    let scene = try Self.scene(Complex(0.3, 0.2), degree: degree, exponent: -7)
    let channels: [FieldChannels] = [
      FieldChannels(), FieldChannels(exterior: .distance), FieldChannels(exterior: .stripe(strands: 5)),
      FieldChannels(exterior: .triangleInequality), FieldChannels(exterior: .trap(OrbitTrap())),
      FieldChannels(exterior: .trap(OrbitTrap(shape: .circle))),
    ]
    for channels in channels {
      let deep = try DeepScene.field(scene.parameters, channels: channels)
      let plain = try DeepScene.field(scene.plain, channels: channels)
      let differences = zip(deep, plain).map { abs($0 - $1) / max(1, abs($1)) }.sorted()
      #expect(differences[differences.count * 9 / 10] < 1e-4, "\(channels): \(differences.suffix(3))")
      // Where an orbit is nearest to a trap is often on the steps that all share.
      if channels == FieldChannels() { #expect(Set(plain).count > 100) }
    }
  }

  @Test("an audit compares deep views of powers with plain ones where doubles suffice", arguments: [3, 5])
  func audit(degree: Int) throws {
    for (exponent, isCompared) in [(-11, true), (-40, false)] {
      let scene = try Self.scene(Complex(0.3, 0.2), degree: degree, exponent: exponent)
      var parameters = scene.parameters
      parameters.camera.center = scene.view.center.approximation
      let audit = FieldAudit(size: Self.size, settings: FieldSettings(limits: DeepScene.limits))
      let grid = TileGrid(size: Self.size, isFolded: true)
      let job = audit.job(parameters, frame: 0, tiles: (0..<grid.count).map { grid[$0] })
      try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
      #expect(audit.findings.allSatisfy { $0.mismatchingPixels == 0 })
      #expect(audit.prefix.comparedPixels == (isCompared ? Self.size.pixelCount : 0), "\(exponent)")
      #expect(audit.prefix.differentCounts <= Self.size.pixelCount / 10)
      #expect(audit.prefix.differentVerdicts <= Self.size.pixelCount / 20)
      #expect(audit.bruteForce.sharedIterations > 5 * Self.size.pixelCount)
    }
  }

  @Test("a deep view so far out that its orbits make no step together has the counts of doubles", arguments: [2, 3, 8])
  func farOut(degree: Int) throws {
    let width = ScaledDouble(1e-12)
    let limbs = DeepView.fractionLimbs(width: width, degree: degree)
    for real in [5.0, 14.5, 40, 900] {
      let (c, center) = (Complex(0.3, 0.2), Complex(real, 0.25))
      var parameters = FrameParameters(
        juliaConstant: c, camera: Camera(center: center, width: 1e-12),
        deepView: DeepView(
          center: FixedPointComplex(center, fractionLimbs: limbs), width: width,
          constant: FixedPointComplex(c, fractionLimbs: limbs), degree: degree))
      parameters.formula = .power(degree: degree)
      let deep = try DeepScene.field(parameters)
      parameters.deepView = nil
      let plain = try DeepScene.field(parameters)
      #expect(zip(deep, plain).allSatisfy { abs($0 - $1) < 1e-5 && $0 > 0 }, "\(real): \(deep[0]) and \(plain[0])")
    }
  }
}
