import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("MandelbrotSet")
struct MandelbrotSetTests {
  @Test(
    "points of the set have distance 0", arguments: [(0.0, 0.0), (-1, 0), (-2, 0), (0, 1), (-0.12, 0.75), (-1.7549, 0)])
  func inside(real: Double, imaginary: Double) {
    #expect(MandelbrotSet.distance(from: Complex(real, imaginary), maximumIterations: 2000) == 0)
  }

  @Test("close to the set the estimate is within a factor of two of the distance")
  func estimate() {
    // The set ends at −2 and at the cusp, ¼; along the real axis these are the nearest points.
    for gap in [1e-2, 1e-3, 1e-4] {
      let estimate = MandelbrotSet.distance(from: Complex(-2 - gap, 0), maximumIterations: 10_000)
      #expect(estimate > gap / 2 && estimate < 2 * gap, "\(gap): \(estimate)")
    }
  }

  @Test("the largest components end at their boundary")
  func components() {
    #expect(MandelbrotSet.cardioid(turns: 0) == Complex(0.25, 0))
    #expect(MandelbrotSet.cardioid(turns: 0.5) == Complex(-0.75, 0))
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      // Away from the cusp and from where the disc touches.
      let turns = Double.random(in: 0.05...0.45, using: &random)
      let edge = MandelbrotSet.cardioid(turns: turns)
      let middle = Complex(-0.1, 0)
      #expect(MandelbrotSet.isInLargestComponents(middle + (edge - middle).multiplied(by: 0.999)))
      #expect(!MandelbrotSet.isInLargestComponents(middle + (edge - middle).multiplied(by: 1.001)))
    }
  }
}
