import ComplexModule
import Foundation
import FractalMath
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Palette scales")
struct ShadingScaleTests {
  private static let size = FrameSize(width: 64, height: 4)

  /// R′ of pixels with the given values.
  private static func shaded(_ values: [Float], _ coloring: Coloring, density: Double) throws -> [Int] {
    let values = UnsafeMutableBufferPointer.from(values, count: size.pixelCount)
    defer { values.deallocate() }
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits()), coloring: coloring, format: .rgb24)
    let picture = TestPicture(size: size, format: .rgb24)
    let job = renderer.shadingJob(
      counts: UnsafeBufferPointer(values),
      parameters: FrameParameters(juliaConstant: .zero, palettePhase: 0, paletteDensity: density), into: picture.target)
    try WorkStealingPool.run(workerCount: 1) { $0.submit(job).wait() }
    return stride(from: 0, to: 3 * size.pixelCount, by: 3).map { Int(picture.plane(0)[$0]) }
  }

  /// From black to white, so that R′ tells the position.
  private static func ramp() -> Palette {
    Palette(
      stops: (0...255).map {
        Palette.Stop(position: Double($0) / 255, color: SRGBColor(red: UInt8($0), green: 0, blue: 0))
      }, isCyclic: false)
  }

  @Test("the logarithmic scale is log₂(1 + value) times the density")
  func logarithmic() throws {
    var coloring = TestPicture.coloring
    coloring.palette = Self.ramp()
    coloring.scale = .logarithmic
    let values: [Float] = [0, 0.01, 0.4, 0.42, 1, 2, 3, 10, 100, 1234.5]
    let codes = try Self.shaded(values, coloring, density: 0.09)
    for (value, code) in zip(values, codes) {
      let expected = 255 * 0.09 * Foundation.log2(1 + Double(value))
      #expect(abs(Double(code) - expected) < 0.6, "\(value)")
    }
  }

  @Test("the equalized scale gives each part of the palette its part of the samples")
  func equalized() throws {
    var generator = SeededGenerator(seed: 5)
    let samples = (0..<10000).map { _ in Float(pow(Double.random(in: 0..<1, using: &generator), 3) * 300) }
    let shares = ValueShares(samples: samples + [-1, -1, -1])
    for value in [Float(0.5), 3, 40, 299] {
      let below = Double(samples.count { $0 < value }) / 10000
      #expect(abs(shares.share(below: value) - below) < 2e-3, "\(value)")
    }
    #expect(shares.share(below: 0) == 0)
    #expect(shares.share(below: 1e9) == 1)

    var coloring = TestPicture.coloring
    coloring.palette = Self.ramp()
    coloring.scale = .equalized(shares)
    let median = samples.sorted()[5000]
    #expect(abs(try Self.shaded([median], coloring, density: 1)[0] - 128) <= 1)
  }

  @Test("counts of parts add up to those of the whole")
  func counts() {
    let values: [Float] = [0, 1, 2, 2, 500, -1]
    var whole = ValueCounts()
    values.withUnsafeBufferPointer { whole.add($0) }
    var parts = ValueCounts()
    for part in [values[..<3], values[3...]] {
      var counts = ValueCounts()
      Array(part).withUnsafeBufferPointer { counts.add($0) }
      parts += counts
    }
    #expect(parts == whole)
    #expect(ValueShares(parts).share(below: 1.5) == 0.4)
    #expect(ValueShares(ValueCounts()).share(below: 3) == 0)
  }

  @Test(
    "in a picture values count by how much they differ from their neighbours, so that even surroundings take little")
  func pictures() {
    // Nine columns rise by a hundredth each, the tenth and others by a half: 0.25 at most count.
    let rows = 4
    let row = (0..<10).map { Float($0) * 0.01 } + (1...10).map { 0.09 + Float($0) * 0.5 }
    var counts = ValueCounts()
    Array(repeating: row + [-1], count: rows).flatMap { $0 }.withUnsafeBufferPointer {
      counts.add(picture: $0, width: row.count + 1)
    }
    let shares = ValueShares(counts)
    // 2.56 → 3 parts of 256 for each of nine values, 64 for each of ten; the last has no neighbour.
    let below = Double(9 * 3) / Double(9 * 3 + 10 * 64)
    #expect(abs(shares.share(below: 0.0885) - below) < 1e-9)
    #expect(shares.share(below: 100) == 1)
  }

  @Test("an interior's quantity has a palette of its own, and a flat interior its colour")
  func interior() throws {
    var coloring = TestPicture.coloring
    coloring.interior = SRGBColor(red: 77, green: 0, blue: 0)
    coloring.interiorPalette = Self.ramp()
    coloring.interiorDensity = 0.2
    let values: [Float] = [-1, -2, -3, -4.5, -900]
    #expect(try Self.shaded(values, coloring, density: 0.03).prefix(5) == [77, 0, 51, 128, 255])
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// Memory for `count` values, the first of which are `values`, and the others 0.
  fileprivate static func from(_ values: [Float], count: Int) -> Self {
    let memory = Self.allocate(capacity: count)
    memory.initialize(repeating: 0)
    for (index, value) in values.enumerated() { memory[index] = value }
    return memory
  }
}
