import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("Where rays of the Julia set land")
struct DynamicRayTests {
  /// Denominators of angles whose orbits have 1 to 24 steps, 12 and more of them most.
  private static let angles: [RationalAngle] = [
    RationalAngle(0, 1), RationalAngle(1, 2), RationalAngle(1, 7), RationalAngle(5, 31), RationalAngle(1, 43),
    RationalAngle(4, 4095), RationalAngle(100, 8191), RationalAngle(77, 13_312), RationalAngle(1, 32767),
    RationalAngle(3, 65535), RationalAngle(999, 131_071), RationalAngle(1000, 262_143), RationalAngle(5, 524_287),
    RationalAngle(31_415, 524_288), RationalAngle(1, 41), RationalAngle(7, 241), RationalAngle(1, 5 * 65_536),
  ]

  @Test("near c = 0 it is the point to which the angle's orbit on the circle leads back", arguments: angles)
  func nearCircle(angle: RationalAngle) throws {
    let orbit = angle.orbit()
    let circle = (0..<orbit.preperiod + orbit.period).map { Complex<Double>.unit(turns: angle.turns * Double(1 << $0)) }
    for constant in [Complex(-0.1, 0.2), Complex(0.2, -0.1), Complex(-0.2, 0.1)] {
      var points = circle
      for _ in 0..<200 {
        for index in points.indices.reversed() {
          let image = points[index + 1 < points.count ? index + 1 : orbit.preperiod]
          let root = Complex.sqrt(image - constant)
          points[index] = (root - circle[index]).length < (root + circle[index]).length ? root : -root
        }
      }
      let landing = try #require(DynamicRay.landing(angle: angle, constant: constant), "\(angle) \(constant)")
      #expect((landing.point - points[0]).length < 1e-13, "\(angle) \(constant)")
      #expect(landing.equation == PeriodicEquation(preperiod: orbit.preperiod, period: orbit.period))
    }
  }

  @Test("long orbits are found with c outside the Mandelbrot set as well")
  func outside() throws {
    var random = SeededGenerator(seed: 5)
    var found = 0
    for _ in 0..<60 {
      let constant = Complex<Double>.unit(turns: .random(in: 0..<1, using: &random)).multiplied(by: 1.2)
      let period = Int.random(in: 12...19, using: &random)
      let angle = RationalAngle(Int.random(in: 1..<1 << period - 1, using: &random), 1 << period - 1)
      guard let landing = DynamicRay.landing(angle: angle, constant: constant) else { continue }
      found += 1
      let value = landing.equation.value(at: landing.point, constant: constant)
      #expect(value.correction.length < 1e-14 && angle.orbit().period % landing.equation.period == 0)
    }
    // The rays of a set that is dust end at critical points only for angles that the critical orbit's meet.
    #expect(found >= 40, "\(found)")
  }

  @Test("long orbits are followed while c moves, to where the ray lands for the last c", arguments: angles.suffix(13))
  func followed(angle: RationalAngle) throws {
    let path = { (part: Double) in Complex<Double>.unit(turns: part / 3).multiplied(by: 0.15 + part / 20) }
    let start = try #require(DynamicRay.landing(angle: angle, constant: path(0)))
    let way = try PointContinuation(
      equation: start.equation, start: start.point, times: 0...1, stepCount: 96, mostSteps: 1 << 16, constant: path)
    let end = try #require(DynamicRay.landing(angle: angle, constant: path(1)))
    #expect((way.end.point - end.point).length < 1e-12, "\(angle)")
    for part in [0.137, 0.5, 0.871] {
      let landing = try #require(DynamicRay.landing(angle: angle, constant: path(part)))
      #expect((way.place(at: part, constant: path(part)).point - landing.point).length < 1e-12, "\(angle) \(part)")
    }
  }

  @Test("a ray that runs into 0 lands nowhere")
  func critical() {
    // c = 1: the ray of angle 1/2 of c's image is that of 0.
    #expect(DynamicRay.landing(angle: RationalAngle(1, 4), constant: Complex(1, 0)) == nil)
  }
}
