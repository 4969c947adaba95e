import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing

/// Fields of all formulas: what shortcuts derive is what orbits give, to the last bit.
@Suite("Fields of other formulas")
struct FormulaFieldTests {
  static let formulas: [FractalFormula] =
    (3...8).map { .power(degree: $0) }
    + [
      .tricorn, .burningShip, .celtic, .buffalo, .phoenix(real: -0.5, imaginary: 0),
      .phoenix(real: -0.3, imaginary: 0.2),
    ]
  private static let size = FrameSize(width: 129, height: 78)

  private static func parameters(
    _ formula: FractalFormula, _ constant: Complex<Double>, _ camera: Camera = Camera()
  ) -> FrameParameters {
    var parameters = FrameParameters(juliaConstant: constant, camera: camera)
    parameters.formula = formula
    return parameters
  }

  @Test("all shortcuts on or off give the same field, bit for bit", arguments: formulas)
  func shortcuts(formula: FractalFormula) throws {
    var random = SeededGenerator(seed: 18)
    var saved = 0
    for round in 0..<24 {
      let imaginary = round % 3 == 0 ? 0 : Double.random(in: -0.8...0.8, using: &random)
      let constant = Complex(Double.random(in: -0.9...0.6, using: &random), imaginary)
      let center = [Complex.zero, Complex(0.3, 0), Complex(0.2, -0.3)][round % 3]
      let camera = Camera(center: center, width: [3.2, 0.6][round % 2], rotationDegrees: round % 5 == 4 ? 30 : 0)
      let parameters = Self.parameters(formula, constant, camera)
      for instructionSet in InstructionSet.allCases.filter(\.isAvailable) {
        let plain = try ComputedField(
          parameters, size: Self.size, shortcuts: [], limit: 300, instructionSet: instructionSet)
        let short = try ComputedField(
          parameters, size: Self.size, shortcuts: .all, limit: 300, instructionSet: instructionSet)
        #expect(
          plain.counts.map(\.bitPattern) == short.counts.map(\.bitPattern), "\(formula), \(constant), \(camera)")
        saved += short.counters.copiedPixels + short.counters.givenUpPixels
      }
    }
    // A phoenix with a p that is not real has no symmetry, and nothing else is known of it.
    #expect((saved > 0) == (formula.conjugate == formula))
  }

  @Test(
    "a cycle of an attracting fixed point gives discs, and certified blocks of the interior",
    arguments: formulas.filter(\.hasNoMemory))
  func interior(formula: FractalFormula) throws {
    let parameters = Self.parameters(formula, Complex(0.1, 0.1))
    let size = FrameSize(width: 640, height: 360)
    let field = try ComputedField(parameters, size: size, shortcuts: [.traps, .certificates], limit: 2000)
    let inside = field.counts.count { $0 < 0 }
    #expect(inside > 1000)
    #expect(field.counters.givenUpPixels > inside * 9 / 10)
    #expect(field.counters.certifiedPixels > 0)
  }

  @Test("the burning ship and the buffalo fold: a frame on the real axis is its own mirror image for any c")
  func folds() throws {
    for formula in [FractalFormula.burningShip, .buffalo] {
      let parameters = Self.parameters(formula, Complex(-0.7, -0.4), Camera(center: Complex(0.1, 0)))
      let field = try ComputedField(parameters, size: Self.size, shortcuts: .symmetry, limit: 300)
      #expect(field.counters.copiedPixels > 0)
      let rows = (0..<78).map { Array(field.counts[$0 * 129..<$0 * 129 + 129]) }
      #expect(rows == rows.reversed())
    }
  }

  @Test("a disc goes into the disc of the stated radius", arguments: formulas.filter(\.hasNoMemory))
  func images(formula: FractalFormula) {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let map = JuliaMap(
        constant: Complex(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random)), formula: formula)
      let z = Complex<Double>(.random(in: -1.5...1.5, using: &random), .random(in: -1.5...1.5, using: &random))
      let radius = Double.random(in: 0...1, using: &random)
      let step = Complex<Double>.unit(turns: .random(in: 0...1, using: &random)).multiplied(by: radius)
      let moved = (map(z + step) - map(z)).length
      #expect(moved <= map.imageRadius(ofDisc: radius, magnitude: z.length) * (1 + 1e-12) + 1e-14)
    }
  }

  @Test("a small step goes where the derivative says", arguments: formulas.filter(\.hasNoMemory))
  func derivatives(formula: FractalFormula) {
    var random = SeededGenerator(seed: 6)
    let map = JuliaMap(constant: Complex(0.2, -0.3), formula: formula)
    for _ in 0..<500 {
      let z = Complex<Double>(.random(in: -1.5...1.5, using: &random), .random(in: -1.5...1.5, using: &random))
      let square = z * z
      // Next to a fold a step is half on one side, half on the other.
      guard abs(square.real) > 1e-3, abs(square.imaginary) > 1e-3 else { continue }
      let step = Complex<Double>.unit(turns: .random(in: 0...1, using: &random)).multiplied(by: 1e-6)
      let moved = (map(z + step) - map(z - step)).multiplied(by: 0.5)
      // Rounding moves f(z) by some units of its last place.
      let rounding = 4e-15 * (4 + map(z).length)
      #expect((moved - map.image(of: step, at: z)).length < rounding)
      #expect(abs(moved.length - map.derivativeMagnitude(atMagnitude: z.length) * 1e-6) < rounding)
    }
  }

  @Test("outside the escape bound every orbit grows, and preimages of a power lead back", arguments: formulas)
  func bounds(formula: FractalFormula) {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let map = JuliaMap(
        constant: Complex(.random(in: -2...2, using: &random), .random(in: -2...2, using: &random)), formula: formula)
      let z = Complex<Double>.unit(turns: .random(in: 0...1, using: &random))
        .multiplied(by: map.escapeBound * (1 + 1e-9))
      if formula.hasNoMemory { #expect(map(z).length >= z.length) }
      guard case .power(let degree) = formula else { continue }
      let sources = map.preimages(of: z)
      #expect(sources.count == degree && sources.allSatisfy { (map($0) - z).length < 1e-10 })
    }
  }
}
