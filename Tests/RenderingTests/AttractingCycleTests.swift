import ComplexModule
import FractalMath
import OrbitTypes
import RealModule
import Rendering
import TestSupport
import Testing

@Suite("Attracting cycle")
struct AttractingCycleTests {
  /// c of the main cardioid whose fixed point has the multiplier λ = |λ|·e^{2πi·turns}.
  private static func cardioid(_ magnitude: Double, turns: Double) -> Complex<Double> {
    let multiplier = Complex.unit(turns: turns) * Complex(magnitude, 0)
    return multiplier / 2 - multiplier * multiplier / 4
  }

  /// The c next to `start` for which 0 has period `period`, by Newton's method.
  private static func nucleus(period: Int, near start: Complex<Double>) -> Complex<Double> {
    var c = start
    for _ in 0..<80 {
      var (z, derivative) = (Complex<Double>.zero, Complex<Double>.zero)
      for _ in 0..<period {
        derivative = derivative * z * 2 + 1
        z = z * z + c
      }
      c = c - z / derivative
    }
    return c
  }

  @Test("the fixed point of the main cardioid is found up to its edge", arguments: [0, 0.5, 0.9, 0.99, 0.999, 0.9999])
  func cardioid(magnitude: Double) throws {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<200 {
      let constant = Self.cardioid(magnitude, turns: .random(in: 0.02...0.98, using: &random))
      let cycle = try #require(AttractingCycle(JuliaMap(constant: constant), largestPeriod: 64), "\(constant)")
      #expect(cycle.points.count == 1 && abs(cycle.multiplierMagnitude - magnitude) < 1e-9, "\(constant)")
    }
  }

  @Test(
    "the nuclei of the bulbs 1/q of the main cardioid have cycles of q points and discs round them",
    arguments: [3, 5, 12, 20, 40, 64, 101, 200])
  func bulbs(period: Int) throws {
    let turns = 1 / Double(period)
    let edge = Self.cardioid(1, turns: turns)
    // The bulb stands on the edge, outwards, and is about sin(π/q)/q² wide.
    let multiplier = Complex.unit(turns: turns)
    let tangent = (multiplier / 2 - multiplier * multiplier / 2) * Complex(0, 1)
    let outward = tangent / Complex(tangent.length, 0) * Complex(0, -1)
    let width = Double.sin(.pi * turns) * turns * turns
    let constant = Self.nucleus(period: period, near: edge + outward * Complex(width, 0))
    let cycle = try #require(AttractingCycle(JuliaMap(constant: constant), largestPeriod: 256))
    #expect(cycle.points.count == period && cycle.multiplierMagnitude < 1e-9)
    #expect(cycle.traps.count == period)
    #expect(AttractingCycle(JuliaMap(constant: constant), largestPeriod: period - 1) == nil)
  }

  @Test(
    "parabolic, indifferent, repelling and escaping constants have no trap",
    arguments: [
      Complex(-0.75, 0), Complex(0.25, 0), Complex(-0.390540870218, -0.586787907346), Complex(0, 1), Complex(-2, 0),
      Complex(-1.9, 0), Complex(0.7885, 0), Complex(-3.9, 0.5),
    ])
  func none(constant: Complex<Double>) {
    #expect(AttractingCycle.traps(JuliaMap(constant: constant), maximumIterations: 100_000).isEmpty)
  }

  @Test("each disc is mapped into the next")
  func discs() throws {
    var random = SeededGenerator(seed: 43)
    var cycles = 0
    for _ in 0..<2000 {
      let constant = Complex(
        Double.random(in: -1.5...0.4, using: &random), Double.random(in: -1...1, using: &random))
      guard let cycle = AttractingCycle(JuliaMap(constant: constant), largestPeriod: 128) else { continue }
      let traps = cycle.traps
      cycles += traps.isEmpty ? 0 : 1
      for (index, trap) in traps.enumerated() {
        let next = traps[(index + 1) % traps.count]
        for turn in 0..<16 {
          let z =
            Complex(trap.real, trap.imaginary)
            + Complex.unit(turns: Double(turn) / 16) * Complex(trap.radius, 0)
          let image = z * z + constant
          #expect((image - Complex(next.real, next.imaginary)).length < next.radius, "\(constant), \(index)")
        }
      }
    }
    #expect(cycles > 300)
  }

  @Test("no disc is tested that orbits would not reach within the limit")
  func unreachable() {
    let constant = Self.cardioid(0.999, turns: 0.3)
    #expect(AttractingCycle.traps(JuliaMap(constant: constant), maximumIterations: 20_000).count == 1)
    #expect(AttractingCycle.traps(JuliaMap(constant: constant), maximumIterations: 2_000).isEmpty)
  }

  @Test("orbits that approach slow and long cycles give the same field with traps and without, at 20000 iterations")
  func slow() throws {
    let constants = [
      Self.cardioid(0.99, turns: 0.3), Self.cardioid(0.999, turns: 0.3),
      Complex(-0.7938724301763078, 0.14101945773041008),
      Complex(0.25608873223492845, 0.0009137431153431728), Complex(0.2502465937931223, 0.000007349378807446834),
      Complex(-0.30415406318926375, 0.622178973535352),
    ]
    for constant in constants {
      let parameters = FrameParameters(juliaConstant: constant, camera: Camera())
      let size = FrameSize(width: 97, height: 41)
      let plain = try ComputedField(parameters, size: size, shortcuts: [], limit: 20_000)
      let field = try ComputedField(parameters, size: size, shortcuts: .all, limit: 20_000)
      #expect(field.counts == plain.counts, "\(constant)")
      #expect(field.counters.iterations < plain.counters.iterations / 2, "\(constant)")
    }
  }
}
