import FractalMath
import Production
import TestSupport
import Testing

@Suite("The estimate of flashes")
struct FlashEstimateTests {
  private static let columns = 12
  private static let rows = 9

  /// The risks of `seconds` of film at 60 frames a second in which the places that `covers` have the light that `light` says.
  private static func risks(
    seconds: Int = 3, covers: (Int, Int) -> Bool = { _, _ in true }, light: (_ frame: Int) -> LinearRGB
  ) -> [FlashEstimate.Risk] {
    var estimate = FlashEstimate(columns: columns, rows: rows, framesPerSecond: 60)
    let dark = LinearRGB(red: 0.05, green: 0.05, blue: 0.05)
    for frame in 0..<60 * seconds {
      estimate.add(
        (0..<columns * rows).map { covers($0 % columns, $0 / columns) ? light(frame) : dark })
    }
    return estimate.risks
  }

  private static func gray(_ light: Double) -> LinearRGB { LinearRGB(red: light, green: light, blue: light) }

  /// Light that goes up and down `hertz` times a second.
  private static func wave(_ hertz: Int, _ frame: Int, from low: LinearRGB, to high: LinearRGB) -> LinearRGB {
    frame * 2 * hertz / 60 % 2 == 0 ? low : high
  }

  @Test("three flashes a second are safe, four are not", arguments: [(3, false), (4, true), (10, true)])
  func rate(hertz: Int, isRisk: Bool) {
    let risks = Self.risks { Self.wave(hertz, $0, from: Self.gray(0.1), to: Self.gray(0.6)) }
    #expect(risks.contains { $0.kind == .general } == isRisk)
  }

  @Test("changes below a tenth, and between bright images, are none")
  func faint() {
    #expect(Self.risks { Self.wave(8, $0, from: Self.gray(0.3), to: Self.gray(0.39)) }.isEmpty)
    #expect(Self.risks { Self.wave(8, $0, from: Self.gray(0.81), to: Self.gray(1)) }.isEmpty)
  }

  @Test("a small place may flash, a quarter of a window may not")
  func area() {
    func risks(_ columns: Int, _ rows: Int) -> [FlashEstimate.Risk] {
      Self.risks(covers: { $0 < columns && $1 < rows }) { Self.wave(6, $0, from: Self.gray(0), to: Self.gray(1)) }
    }
    #expect(risks(1, 2).isEmpty)
    #expect(!risks(2, 2).isEmpty)
  }

  @Test("flashes to a saturated red are told apart from those of luminance")
  func red() {
    let dark = LinearRGB(red: 0, green: 0, blue: 0)
    let risks = Self.risks { Self.wave(6, $0, from: dark, to: LinearRGB(red: 0.4, green: 0.01, blue: 0.01)) }
    #expect(risks.map(\.kind) == [.red])
  }

  @Test("a risk lasts as long as its flashes are in the last second")
  func stretch() throws {
    let risks = Self.risks(seconds: 6) {
      (120..<240).contains($0) ? Self.wave(10, $0, from: Self.gray(0), to: Self.gray(1)) : Self.gray(0)
    }
    let frames = try #require(risks.first?.frames)
    #expect(risks.count == 1)
    #expect((125...170).contains(frames.lowerBound) && (239...300).contains(frames.upperBound), "\(frames)")
  }

  @Test("a slow change is no flash however large it is")
  func slow() {
    #expect(Self.risks { Self.gray(Double($0 % 180) / 180) }.isEmpty)
  }
}
