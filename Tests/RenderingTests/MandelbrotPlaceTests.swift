import ComplexModule
import FractalMath
import Rendering
import TestSupport
import Testing

@Suite("Places towards the Mandelbrot set")
struct MandelbrotPlaceTests {
  private static func multiplier(_ real: Double, _ imaginary: Double, after last: Complex<Double>? = nil) -> Double? {
    var places = MandelbrotPlaces(maximumIterations: 2000)
    if let last { _ = places.place(of: last) }
    guard case .inside(let multiplier) = places.place(of: Complex(real, imaginary)) else { return nil }
    return multiplier
  }

  @Test("in the middle of a component the multiplier is 0, at its border 1")
  func middlesAndBorders() throws {
    // The centres of the cardioid, the disc, and the components of 3 and 4 at the cardioid's side.
    for centre in [(0, 0), (-1, 0), (-0.122561166876654, 0.744861766619744), (0.282271390766914, 0.530060617578525)] {
      #expect(try #require(Self.multiplier(centre.0, centre.1)) < 1e-6)
    }
    #expect(abs(try #require(Self.multiplier(0.2499, 0)) - (1 - (1 - 4 * 0.2499).squareRoot())) < 1e-12)
    #expect(abs(try #require(Self.multiplier(-1.2, 0)) - 0.8) < 1e-12)
  }

  @Test("what was found before does not change what a point is", arguments: [1, 2, 3] as [UInt64])
  func independence(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var running = MandelbrotPlaces(maximumIterations: 2000)
    var point = Complex(-0.12, 0.74)
    var insideCount = 0
    for _ in 0..<3000 {
      // A walk by small steps through rabbit, cardioid and the surroundings.
      point =
        point
        + Complex(Double.random(in: -0.02...0.02, using: &random), Double.random(in: -0.02...0.02, using: &random))
      if abs(point.real + 0.12) > 0.15 || abs(point.imaginary - 0.74) > 0.15 { point = Complex(-0.12, 0.74) }
      var fresh = MandelbrotPlaces(maximumIterations: 2000)
      switch (running.place(of: point), fresh.place(of: point)) {
      case (.inside(let one), .inside(let other)):
        insideCount += 1
        // The modulus of λ near 0 is a root of what Newton's method leaves.
        #expect(abs(one - other) < 1e-6, "at \(point)")
      case (.outside(let one), .outside(let other)): #expect(one == other)
      case (.undecided, .undecided): break
      case (let one, let other): Issue.record("\(one) and \(other) at \(point)")
      }
    }
    #expect(insideCount > 500)
  }

  @Test("a cycle attracts nowhere outside: points that leave are never inside")
  func outside() {
    var random = SeededGenerator(seed: 9)
    var places = MandelbrotPlaces(maximumIterations: 2000)
    for _ in 0..<20_000 {
      let c = Complex(Double.random(in: -2...0.6, using: &random), Double.random(in: -1.2...1.2, using: &random))
      let leaves = MandelbrotSet.distance(from: c, maximumIterations: 5000) > 0
      if case .inside = places.place(of: c) { #expect(!leaves, "at \(c)") }
    }
  }

  @Test("the multipliers of a view are those between its least and its largest")
  func range() {
    let small = Viewport(
      camera: Camera(center: .init(-0.12, 0.745), width: 1e-4), size: FrameSize(width: 160, height: 90))
    let range = MandelbrotPlaces.multipliers(in: small, maximumIterations: 2000)
    #expect(range.lowerBound > 0 && range.upperBound < 0.1 && range.upperBound - range.lowerBound < 0.01)
    let empty = Viewport(camera: Camera(center: .init(3, 3), width: 1), size: FrameSize(width: 160, height: 90))
    #expect(MandelbrotPlaces.multipliers(in: empty, maximumIterations: 100) == 0...1)
  }
}
