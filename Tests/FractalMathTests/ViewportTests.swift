import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("Viewport")
struct ViewportTests {
  @Test("the frame is width wide, pixels are square, and +imaginary is up")
  func orientation() {
    let view = Viewport(
      camera: Camera(center: Complex(0.5, -0.25), width: 4), size: FrameSize(width: 8, height: 4))
    #expect(view.point(column: 0, row: 0) == Complex(0.5 - 1.75, -0.25 + 0.75))
    #expect(view.point(column: 7, row: 3) == Complex(0.5 + 1.75, -0.25 - 0.75))
  }

  @Test("a quarter turn counter-clockwise brings the right edge to the top")
  func rotation() {
    let view = Viewport(camera: Camera(width: 4, rotationDegrees: 90), size: FrameSize(width: 8, height: 4))
    #expect(view.point(column: 7, row: 1.5) == Complex(0, 1.75))
    #expect(view.point(column: 3.5, row: 0) == Complex(-0.75, 0))
  }

  @Test("opposite pixels are exactly opposite points while the camera is on 0, at any size and rotation")
  func pointSymmetry() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let size = FrameSize(width: .random(in: 1...999, using: &random), height: .random(in: 1...999, using: &random))
      let camera = Camera(
        width: .random(in: 0.001...9, using: &random), rotationDegrees: .random(in: -400...400, using: &random))
      let view = Viewport(camera: camera, size: size)
      let column = Double(Int.random(in: 0..<size.width, using: &random))
      let row = Double(Int.random(in: 0..<size.height, using: &random))
      let here = view.point(column: column, row: row)
      let there = view.point(column: Double(size.width - 1) - column, row: Double(size.height - 1) - row)
      #expect(there.real == -here.real)
      #expect(there.imaginary == -here.imaginary)
    }
  }

  @Test("the upper half mirrors the lower exactly while the camera is upright and on the real axis")
  func conjugateSymmetry() {
    let size = FrameSize(width: 77, height: 45)
    let view = Viewport(camera: Camera(center: Complex(0.3, 0), width: 2.7), size: size)
    for row in 0..<size.height {
      let here = view.point(column: 5, row: Double(row))
      let there = view.point(column: 5, row: Double(size.height - 1 - row))
      #expect(there == here.conjugate)
    }
  }
}

@Suite("Complex.unit(turns:)")
struct UnitCircleTests {
  @Test(
    "quarter turns are exact",
    arguments: [(0.0, 1.0, 0.0), (0.25, 0, 1), (0.5, -1, 0), (0.75, 0, -1), (-0.25, 0, -1), (3, 1, 0)])
  func quarters(turns: Double, real: Double, imaginary: Double) {
    #expect(Complex<Double>.unit(turns: turns) == Complex(real, imaginary))
  }

  @Test("opposite angles are exactly conjugate, and all points lie on the circle")
  func conjugates() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<1000 {
      let turns = Double.random(in: -3...3, using: &random)
      let point = Complex<Double>.unit(turns: turns)
      #expect(Complex<Double>.unit(turns: -turns) == point.conjugate)
      #expect(abs(point.lengthSquared - 1) < 1e-15)
      #expect(abs(point.real - .cos(2 * .pi * turns)) < 1e-14)
      #expect(abs(point.imaginary - .sin(2 * .pi * turns)) < 1e-14)
    }
  }
}
