import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("Repelling points")
struct RepellingPointTests {
  @Test(
    "an angle is a fraction of a turn in lowest terms, or none",
    arguments: [
      ("1/7", "1/7"), ("8/7", "1/7"), ("2/4", "1/2"), ("0/5", "0/1"), ("7/7", "0/1"), ("1/0", nil), ("1/-7", nil),
      ("1", nil), ("/7", nil), ("1/7/9", nil), ("a/b", nil), ("1/2000000", nil), ("١/٧", nil), ("", nil),
    ])
  func angles(text: String, expected: String?) {
    #expect(RationalAngle(text)?.description == expected)
  }

  @Test(
    "an angle's orbit under doubling is known",
    arguments: [
      ("0/1", 0, 1), ("1/2", 1, 1), ("1/3", 0, 2), ("1/7", 0, 3), ("1/6", 1, 2), ("5/12", 2, 2), ("1/31", 0, 5),
    ])
  func orbits(text: String, preperiod: Int, period: Int) throws {
    #expect(try #require(RationalAngle(text)).orbit() == (preperiod, period))
  }

  @Test("rays land where Douady and Hubbard say")
  func landings() throws {
    func landing(_ angle: String, _ c: Complex<Double>) throws -> (Complex<Double>, PeriodicEquation) {
      let angle = try #require(RationalAngle(angle))
      let found = try #require(DynamicRay.landing(angle: angle, constant: c))
      return (found.point, found.equation)
    }
    // The ray 0 lands at the fixed point β, and 1/2 at −β.
    for c in [Complex(-0.8, 0.156), Complex(-1, 0), Complex(0, 0.3)] {
      let beta = (Complex.sqrt(Complex(1) - 4 * c) + Complex(1)) / 2
      #expect((try landing("0/1", c).0 - beta).length < 1e-12)
      #expect((try landing("1/2", c).0 + beta).length < 1e-12)
    }
    // 1/3 and 2/3 land together at α of the basilica, 1/7, 2/7 and 4/7 at that of the rabbit.
    let alpha = Complex((1 - Double.sqrt(5)) / 2, 0)
    #expect((try landing("1/3", Complex(-1, 0)).0 - alpha).length < 1e-12)
    let rabbit = Complex(-0.122561, 0.744862)
    let points = try ["1/7", "2/7", "4/7"].map { try landing($0, rabbit).0 }
    #expect(points.allSatisfy { ($0 - points[0]).length < 1e-12 })
    #expect(try landing("1/7", rabbit).1 == PeriodicEquation(preperiod: 0, period: 1))
    // c = i is where 1/6 lands in its own Julia set, one step before a cycle of two.
    let (point, equation) = try landing("1/6", Complex(0, 1))
    #expect((point - Complex(0, 1)).length < 1e-12 && equation == PeriodicEquation(preperiod: 1, period: 2))
  }

  @Test("where the critical orbit is in a ray's way, no landing is found")
  func noLanding() throws {
    #expect(DynamicRay.landing(angle: RationalAngle(0, 1), constant: Complex(0.3, 0)) == nil)
  }

  @Test("a point has as many digits as c")
  func refined() throws {
    let limbs = 30
    let five = FixedPoint(5, fractionLimbs: limbs)
    let c = FixedPointComplex(Complex(-1, 0), fractionLimbs: limbs)
    let equation = PeriodicEquation(preperiod: 0, period: 1)
    let alpha = try #require(equation.refined(Complex(-0.6180339887, 0), constant: c))
    // (2α − 1)² = 5.
    let twice = alpha.real.doubled - FixedPoint(1, fractionLimbs: limbs)
    #expect((twice * twice - five).scaled.log2 < Double(8 - 64 * limbs))
    // At c = 1/4 both fixed points are one, and no Newton's method is quick.
    let double = FixedPointComplex(Complex(0.25, 0), fractionLimbs: limbs)
    #expect(equation.refined(Complex(0.5, 0), constant: double) == nil)
  }

  @Test("a point is followed along random paths of c, or it is said when that ends")
  func followed() throws {
    var random = SeededGenerator(seed: 23)
    var ends = (followed: 0, collided: 0, attracted: 0)
    for _ in 0..<1000 {
      let center = Complex(Double.random(in: -1.5...0.6, using: &random), Double.random(in: -1...1, using: &random))
      let radius = Double.random(in: 0.01...0.4, using: &random)
      let turns = Double.random(in: -1.5...1.5, using: &random)
      let constant: @Sendable (Double) -> Complex<Double> = {
        center + Complex<Double>.unit(turns: turns * $0).multiplied(by: radius)
      }
      let equation = PeriodicEquation(
        preperiod: .random(in: 0...2, using: &random), period: .random(in: 1...5, using: &random))
      let guess = Complex(Double.random(in: -1.5...1.5, using: &random), Double.random(in: -1...1, using: &random))
      guard let start = equation.solution(near: guess, constant: constant(0)),
        case let least = equation.reduced(for: start, constant: constant(0)),
        least.multiplier(of: start, constant: constant(0)).length > 1
      else { continue }
      do {
        let way = try PointContinuation(
          equation: least, start: start, times: 0...1, stepCount: 200, constant: constant)
        ends.followed += 1
        var last = start
        for frame in 0...400 {
          let time = Double(frame) / 400
          let point = way.place(at: time, constant: constant(time)).point
          let value = least.value(at: point, constant: constant(time))
          #expect(value.correction.length < 1e-9, "\(least) at \(point)")
          #expect((point - last).length < 0.25 || frame == 0)
          last = point
        }
      } catch .collision { ends.collided += 1 } catch .stopsRepelling { ends.attracted += 1 } catch .tooLong {
        Issue.record("a short path is too long")
      }
    }
    #expect(ends.followed > 400 && ends.attracted > 10, "\(ends)")
  }

  @Test("one turn of c round 1/4 exchanges the two fixed points, and two turns bring them back")
  func monodromy() throws {
    let constant: @Sendable (Double) -> Complex<Double> = { Complex<Double>.unit(turns: $0).multiplied(by: 0.7885) }
    let equation = PeriodicEquation(preperiod: 0, period: 1)
    let beta = (Complex.sqrt(Complex(1 - 4 * 0.7885, 0)) + Complex(1)) / 2
    let once = try PointContinuation(equation: equation, start: beta, times: 0...1, stepCount: 300, constant: constant)
    #expect((once.end.point - (Complex(1) - beta)).length < 1e-12)
    #expect(!once.isClosed)
    #expect(try once.runsUntilClosed(stepCount: 300, constant: constant) == 2)
  }

  @Test("a path through 1/4 ends where the fixed points meet")
  func collision() throws {
    let constant: @Sendable (Double) -> Complex<Double> = { Complex(0.5 - $0 / 2, 0) }
    let equation = PeriodicEquation(preperiod: 0, period: 1)
    let start = (Complex.sqrt(Complex(-1, 0)) + Complex(1)) / 2
    #expect {
      _ = try PointContinuation(equation: equation, start: start, times: 0...1, stepCount: 100, constant: constant)
    } throws: { error in
      guard case .collision(let time) = error as? PointContinuation.Obstacle else { return false }
      return abs(time - 0.5) < 0.01
    }
  }

  @Test("the point of the fewest steps near a place repels, solves its equation, and none is found far from the set")
  func near() throws {
    var random = SeededGenerator(seed: 23)
    for c in [Complex(-0.8, 0.156), Complex(0.0, 1.0), Complex(-1.0, 0.0), Complex(-0.12256117, 0.74486177)] {
      var foundCount = 0
      for _ in 0..<40 {
        let place = Complex(Double.random(in: -1.5...1.5, using: &random), Double.random(in: -1...1, using: &random))
        guard let found = RepellingPoint.near(place, within: 0.1, constant: c) else { continue }
        foundCount += 1
        #expect((found.place - place).length <= 0.1 && found.multiplier.length > 1)
        let value = found.equation.value(at: found.place, constant: c)
        #expect(value.value.length < 1e-6 * max(1, value.slope.length))
        #expect(found.equation.reduced(for: found.place, constant: c) == found.equation)
      }
      #expect(foundCount > 0)
      for far in [Complex(3.0, 3.0), Complex(-4.0, 0.0), Complex(0.0, 2.5)] {
        #expect(RepellingPoint.near(far, within: 0.05, constant: c) == nil)
      }
    }
  }
}
