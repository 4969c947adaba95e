import ComplexModule
import FractalMath
import OrbitTypes
import RealModule
import Rendering
import TestSupport
import Testing

@Suite("Certified blocks")
struct CertifiedBlockTests {
  /// Constants inside the Mandelbrot set: whose cycle has one point, two, three, six; attracts strongly and hardly.
  private static let constants: [Complex<Double>] = [
    .zero, Complex(-0.1, 0.1), Complex(-1, 0), Complex(-1.1, 0.1), Complex(-0.12, 0.75), Complex(-0.1, 0.85),
    Complex(0.2475, 0), Complex(-0.4, 0.5), Complex(0.28, 0.53), Complex(-1.7549, 0),
  ]

  @Test(
    "fields with and without certificates are equal, bit for bit, and many blocks are certified",
    arguments: InstructionSet.allCases.filter(\.isAvailable))
  func exact(instructionSet: InstructionSet) throws {
    var random = SeededGenerator(seed: 5)
    var certifiedPixels = 0
    for constant in Self.constants {
      for _ in 0..<3 {
        let camera = Camera(
          center: Bool.random(using: &random)
            ? .zero : Complex(.random(in: -0.5...0.5, using: &random), .random(in: -0.5...0.5, using: &random)),
          width: .random(in: 0.3...4, using: &random), rotationDegrees: .random(in: 0...1, using: &random) * 37)
        let size = FrameSize(
          width: .random(in: 129...500, using: &random), height: .random(in: 33...140, using: &random))
        let limit = Int.random(in: 1...400, using: &random)
        let parameters = FrameParameters(juliaConstant: constant, camera: camera)
        let plain = try ComputedField(
          parameters, size: size, shortcuts: [], limit: limit, instructionSet: instructionSet)
        for shortcuts in [FieldShortcuts.all, .certificates, [.certificates, .symmetry]] {
          let field = try ComputedField(
            parameters, size: size, shortcuts: shortcuts, limit: limit, instructionSet: instructionSet)
          #expect(field.counts == plain.counts, "\(constant), \(camera), \(size), \(limit), \(shortcuts)")
          certifiedPixels += field.counters.certifiedPixels
        }
      }
    }
    #expect(certifiedPixels > 200_000)
  }

  @Test("random constants of the main cardioid and its bulbs, limits from 1 to 5000: the same field")
  func randomConstants() throws {
    var random = SeededGenerator(seed: 17)
    for index in 0..<60 {
      let multiplier =
        Complex.unit(turns: .random(in: 0...1, using: &random))
        * Complex(.random(in: 0...0.999, using: &random), 0)
      // λ is the multiplier of the fixed point of c = λ/2 − λ²/4, and of the cycle of two points of c = λ/4 − 1.
      let constant =
        index.isMultiple(of: 3)
        ? multiplier / 4 - 1 : multiplier / 2 - multiplier * multiplier / 4
      let camera = Camera(
        center: index.isMultiple(of: 2) ? .zero : Complex(.random(in: -0.4...0.4, using: &random), 0.1),
        width: .exp(.random(in: -6...1.2, using: &random)), rotationDegrees: .random(in: -180...180, using: &random))
      let size = FrameSize(width: .random(in: 65...260, using: &random), height: .random(in: 17...60, using: &random))
      let limit = index < 5 ? index + 1 : Int.random(in: 1...5000, using: &random)
      let parameters = FrameParameters(juliaConstant: constant, camera: camera)
      let certified = try ComputedField(parameters, size: size, shortcuts: .certificates, limit: limit)
      let plain = try ComputedField(parameters, size: size, shortcuts: [], limit: limit)
      #expect(certified.counts == plain.counts, "\(constant), \(camera), \(size), \(limit)")
    }
  }

  @Test("a view deep inside is certified as a whole, however small its pixels", arguments: [1e-3, 1e-9, 1e-13, 1e-17])
  func deep(width: Double) throws {
    let parameters = FrameParameters(
      juliaConstant: Complex(-0.12, 0.75), camera: Camera(center: Complex(0.1, 0.05), width: width))
    let size = FrameSize(width: 256, height: 100)
    let field = try ComputedField(parameters, size: size, shortcuts: .certificates, limit: 300)
    #expect(field.counters.certifiedPixels == size.pixelCount)
    #expect(field.counters.computedPixels == 0 && field.counts.allSatisfy { $0 == -1 })
    let plain = try ComputedField(parameters, size: size, shortcuts: [], limit: 300)
    #expect(plain.counts == field.counts)
  }

  @Test("of c = 0 more than nine tenths of the unit disc are certified")
  func unitDisc() throws {
    let size = FrameSize(width: 1920, height: 1080)
    let field = try ComputedField(
      FrameParameters(juliaConstant: .zero, camera: Camera()), size: size, shortcuts: .certificates, limit: 50)
    let interior = field.counts.count { $0 == -1 }
    #expect(Double(field.counters.certifiedPixels) > 0.9 * Double(interior))
    #expect(field.counters.certifiedPixels + field.counters.computedPixels == size.pixelCount)
  }

  @Test(
    "nothing is certified where no cycle attracts",
    arguments: [Complex(0, 1), Complex(-0.75, 0), Complex(-0.390540870218, -0.586787907346), Complex(0.7885, 0)])
  func noCycle(constant: Complex<Double>) throws {
    let field = try ComputedField(
      FrameParameters(juliaConstant: constant, camera: Camera()), size: FrameSize(width: 640, height: 360),
      shortcuts: .all, limit: 100)
    #expect(field.counters.certifiedPixels == 0)
  }

  @Test("each pixel is computed, copied or certified")
  func sum() throws {
    let size = FrameSize(width: 641, height: 355)
    for constant in Self.constants {
      let counters = try ComputedField(
        FrameParameters(juliaConstant: constant, camera: Camera()), size: size, shortcuts: .all, limit: 200
      ).counters
      let total = counters.computedPixels + counters.copiedPixels + counters.certifiedPixels
      #expect(total == size.pixelCount, "\(constant)")
    }
  }

  @Test("no orbit that begins in a certified disc leaves it for good: after 3000 steps all are within 2 of 0")
  func discs() throws {
    var random = SeededGenerator(seed: 23)
    var certified = 0
    for constant in Self.constants {
      let trap = try #require(AttractingCycle.traps(JuliaMap(constant: constant), maximumIterations: 5000).first)
      let c = (real: constant.real, imaginary: constant.imaginary)
      let certificate = InteriorCertificate(juliaConstant: c, trap: trap)
      for _ in 0..<60 {
        let x = SIMD8<Double>.random(in: -1.2...1.2, using: &random)
        let y = SIMD8<Double>.random(in: -1...1, using: &random)
        let radius = Double.exp(.random(in: -12 ... -1, using: &random))
        let verdict = certificate.verdict(real: x, imaginary: y, radius: radius)
        #expect(verdict.certified & verdict.isTooLarge == 0)
        for lane in 0..<8 where verdict.certified >> lane & 1 == 1 {
          certified += 1
          for turn in 0..<8 {
            var z = Complex(x[lane], y[lane]) + Complex.unit(turns: Double(turn) / 8) * Complex(radius, 0)
            for _ in 0..<3000 { z = z * z + constant }
            #expect(z.length < 2, "\(constant), \(x[lane]), \(y[lane]), \(radius)")
          }
        }
      }
    }
    #expect(certified > 500)
  }

  @Test("discs that are too large are told from those that escape")
  func verdicts() {
    let certificate = InteriorCertificate(
      juliaConstant: (0, 0), trap: TrapDisc(real: 0, imaginary: 0, radius: 0.999))
    let real = SIMD8<Double>(0, 0.5, 0.9, 1, 1.1, 1.5, 2.5, .nan)
    let verdict = certificate.verdict(real: real, imaginary: .zero, radius: 0.05)
    #expect(verdict.certified == 0b0000_0111)
    #expect(verdict.isTooLarge == 0b1001_1000)
  }

  @Test("bands cover the rows of a tile once, and their runs the columns")
  func bands() {
    let problem = OrbitProblem(
      juliaConstant: (0, 0), width: 700, height: 300, center: (0, 0), columnStep: (0.005, 0), escapeRadius: 16,
      maximumIterations: 100)
    let trap = TrapDisc(real: 0, imaginary: 0, radius: 0.999)
    let blocks = CertifiedBlocks(problem, trap: trap, columns: 700, rows: 300)
    for rows in [0..<300, 0..<1, 7..<33, 140..<160, 299..<300] {
      let bands = Array(blocks.bands(in: rows))
      #expect(bands.flatMap(\.rows) == Array(rows))
      for band in bands {
        #expect((band.certified + band.uncertified(of: 700)).flatMap { $0 }.sorted() == Array(0..<700))
        // Inside the unit circle, all of it: the column step is 1/200.
        for row in band.rows {
          for column in band.certified.flatMap({ $0 }) {
            let (right, up) = (Double(column) + 0.5 - 350, 150 - Double(row) - 0.5)
            #expect(right * right + up * up < 200 * 200)
          }
        }
      }
    }
    #expect(blocks.bands(in: 140..<160).contains { !$0.certified.isEmpty })
    #expect(CertifiedBlocks.none.bands(in: 3..<50).map(\.rows) == [3..<50])
  }
}

extension SIMD8<Double> {
  fileprivate static func random(in range: ClosedRange<Double>, using random: inout SeededGenerator) -> Self {
    var lanes = Self()
    for lane in 0..<8 { lanes[lane] = .random(in: range, using: &random) }
    return lanes
  }
}
