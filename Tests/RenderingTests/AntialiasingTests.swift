import ComplexModule
import FractalMath
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Anti-aliasing")
struct AntialiasingTests {
  private static let parameters = FrameParameters(
    juliaConstant: Complex(-0.8, 0.156), palettePhase: 0.3, paletteDensity: 0.03)
  private static let size = FrameSize(width: 96, height: 54)
  private static let boxes = [
    Antialiasing(mode: .grid(side: 2)), Antialiasing(mode: .grid(side: 3)),
    Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)),
  ]
  private static let all = boxes + [2, 3].map { Antialiasing(mode: .grid(side: $0), filter: .mitchell) }

  private static func rendered(
    _ parameters: FrameParameters = parameters, size: FrameSize = size, format: PixelTarget.Format = .rgb24,
    coloring: Coloring = TestPicture.coloring, workers: Int = 2, antialiasing: Antialiasing
  ) throws -> TestPicture {
    try TestPicture.rendered(
      parameters, size: size, format: format, workers: workers, coloring: coloring, antialiasing: antialiasing)
  }

  @Test("a grid's pixel is the mean light of the pixels of a frame of so many times the size", arguments: [2, 4, 8])
  func grid(side: Int) throws {
    let fine = try Self.rendered(
      size: FrameSize(width: Self.size.width * side, height: Self.size.height * side), antialiasing: .none
    ).plane(0)
    let coarse = try Self.rendered(antialiasing: Antialiasing(mode: .grid(side: side))).plane(0)
    let width = Self.size.width
    for index in coarse.indices {
      let (row, rest) = index.quotientAndRemainder(dividingBy: 3 * width)
      var light = 0.0
      for y in 0..<side {
        for x in 0..<side {
          let pixel = (row * side + y) * width * side + rest / 3 * side + x
          light += SRGBTransfer.linear(Double(fine[3 * pixel + rest % 3]) / 255)
        }
      }
      let expected = 255 * SRGBTransfer.encoded(light / Double(side * side))
      // The codes of the fine frame are rounded; in the dark that is a code and more of the mean.
      guard abs(Double(coarse[index]) - expected) < 1.6 else {
        Issue.record("\(index): \(coarse[index]) instead of \(expected)")
        return
      }
    }
  }

  /// Mitchell's and Netravali's filter as their paper has it, with B = C = 1/3.
  private static func mitchell(_ x: Double) -> Double {
    let (b, c, x) = (1.0 / 3, 1.0 / 3, abs(x))
    if x < 1 { return ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + 6 - 2 * b) / 6 }
    guard x < 2 else { return 0 }
    return ((-b - 6 * c) * x * x * x + (6 * b + 30 * c) * x * x + (-12 * b - 48 * c) * x + 8 * b + 24 * c) / 6
  }

  @Test(
    "with Mitchell's filter a pixel is the weighted light of the samples up to two pixels away", arguments: [2, 3, 4])
  func filtered(side: Int) throws {
    let fineSize = FrameSize(width: Self.size.width * side, height: Self.size.height * side)
    let format = PixelTarget.Format.rgb(bitDepth: .sixteen)
    let fine = try Self.rendered(size: fineSize, format: format, antialiasing: .none).plane(0)
    let lights = stride(from: 0, to: fine.count, by: 2).map {
      SRGBTransfer.linear(Double(Int(fine[$0]) << 8 | Int(fine[$0 + 1])) / 65535)
    }
    let picture = try Self.rendered(antialiasing: Antialiasing(mode: .grid(side: side), filter: .mitchell)).plane(0)

    /// Samples near the middle of a pixel in one direction, those beyond the frame mirrored into it, and their weights.
    func window(_ pixel: Int, extent: Int) -> [(sample: Int, weight: Double)] {
      let places = (pixel - 2) * side..<(pixel + 3) * side
      let weights = places.map { Self.mitchell((Double($0) + 0.5) / Double(side) - Double(pixel) - 0.5) }
      let sum = weights.reduce(0, +)
      return zip(places, weights).map { place, weight in
        (place < 0 ? -1 - place : place >= extent * side ? 2 * extent * side - 1 - place : place, weight / sum)
      }
    }
    var (largest, sum) = (0.0, 0.0)
    for row in 0..<Self.size.height {
      let lines = window(row, extent: Self.size.height)
      for column in 0..<Self.size.width {
        let columns = window(column, extent: Self.size.width)
        for part in 0..<3 {
          let light = lines.reduce(0) { sum, line in
            sum
              + line.weight
              * columns.reduce(0) { $0 + $1.weight * lights[3 * (line.sample * fineSize.width + $1.sample) + part] }
          }
          let expected = 255 * SRGBTransfer.encoded(min(max(light, 0), 1))
          let error = abs(Double(picture[3 * (row * Self.size.width + column) + part]) - expected)
          (largest, sum) = (max(largest, error), sum + error)
        }
      }
    }
    // Half a code is the rounding, a quarter in the mean.
    #expect(sum / Double(picture.count) < 0.26, "\(sum / Double(picture.count))")
    // Thirds of a pixel are no exact numbers: in dust, what is next to the fine frame's point may have another colour.
    #expect(largest < (side == 3 ? 5 : 1), "\(largest)")
  }

  @Test("Mitchell's filter rings: beside an edge the bright side is brighter, and what is darker than black is clipped")
  func ringing() throws {
    var coloring = TestPicture.coloring
    coloring.interior = SRGBColor(red: 0, green: 0, blue: 0)
    coloring.palette = Palette(
      stops: [Palette.Stop(position: 0, color: SRGBColor(red: 240, green: 240, blue: 240))], isCyclic: true)
    let parameters = FrameParameters(juliaConstant: .zero, camera: Camera(center: Complex(1, 0), width: 1e-3))
    let row = try Self.rendered(
      parameters, size: FrameSize(width: 16, height: 1), coloring: coloring,
      antialiasing: Antialiasing(mode: .grid(side: 4), filter: .mitchell)
    ).plane(0)
    #expect(row.prefix(3 * 6).allSatisfy { $0 == 0 } && row.suffix(3 * 6).allSatisfy { $0 == 240 })
    #expect(row.max() ?? 0 > 240)
  }

  @Test("any number of workers gives the same bytes", arguments: all)
  func workers(antialiasing: Antialiasing) throws {
    let size = FrameSize(width: 2050, height: 150)
    let one = try Self.rendered(size: size, format: .yuv420, workers: 1, antialiasing: antialiasing)
    #expect(one.paddingIsUntouched)
    for workers in [2, 5] {
      #expect(
        try Self.rendered(size: size, format: .yuv420, workers: workers, antialiasing: antialiasing).bytes == one.bytes)
    }
  }

  @Test("without a threshold the adaptive picture is the grid's", arguments: [2, 3, 4, 8])
  func withoutThreshold(side: Int) throws {
    let adaptive = try Self.rendered(
      antialiasing: Antialiasing(mode: .adaptive(maximumSamples: side * side, threshold: 0)))
    #expect(try adaptive.bytes == Self.rendered(antialiasing: Antialiasing(mode: .grid(side: side))).bytes)
  }

  @Test("conjugate constants and cameras have pictures with their rows in reverse order", arguments: all)
  func mirrored(antialiasing: Antialiasing) throws {
    var parameters = Self.parameters
    parameters.camera = Camera(center: Complex(0.1, 0.2), width: 1.7, rotationDegrees: 20)
    let picture = try Self.rendered(parameters, antialiasing: antialiasing).plane(0)
    parameters.juliaConstant.imaginary.negate()
    parameters.camera.center.imaginary.negate()
    parameters.camera.rotationDegrees.negate()
    let mirrored = try Self.rendered(parameters, antialiasing: antialiasing).plane(0)
    let rowBytes = 3 * Self.size.width
    for row in 0..<Self.size.height {
      let opposite = Self.size.height - 1 - row
      #expect(
        picture[row * rowBytes..<(row + 1) * rowBytes] == mirrored[opposite * rowBytes..<(opposite + 1) * rowBytes])
    }
  }

  @Test("symmetry and certified blocks change no byte, with real and other constants, and odd sizes", arguments: all)
  func shortcuts(antialiasing: Antialiasing) throws {
    let size = FrameSize(width: 331, height: 207)
    for constant in [Complex(-0.75, 0), Complex(-0.12, 0.75), Complex(0.3, 0)] {
      let pictures = try [FieldShortcuts.all, []].map { shortcuts in
        let picture = TestPicture(size: size, format: .rgb24)
        let renderer = FrameRenderer(
          size: size, settings: FieldSettings(limits: EscapeLimits(), shortcuts: shortcuts),
          coloring: TestPicture.coloring, format: .rgb24, antialiasing: antialiasing)
        let parameters = FrameParameters(juliaConstant: constant, paletteDensity: 0.05)
        try WorkStealingPool.run(workerCount: 2) { $0.submit(renderer.job(parameters, into: picture.target)).wait() }
        return picture.bytes
      }
      #expect(pictures[0] == pictures[1], "\(constant)")
    }
  }

  @Test("flat patches have the bytes that they have without", arguments: all)
  func flatPatches(antialiasing: Antialiasing) throws {
    let inside = FrameParameters(juliaConstant: .zero, camera: Camera(width: 0.5))
    var outside = Self.parameters
    outside.camera = Camera(center: Complex(5, 5), width: 1)
    outside.paletteDensity = 0
    var coloring = TestPicture.coloring
    coloring.interior = SRGBColor(red: 10, green: 20, blue: 31)
    let size = FrameSize(width: 16, height: 8)
    for parameters in [inside, outside] {
      // Weighted lights have sixteen bits, which are not enough for codes of sixteen bits in the dark.
      let deep = antialiasing.filter == .box ? [PixelTarget.Format.rgb(bitDepth: .sixteen)] : []
      for format in [PixelTarget.Format.rgb24, .yuv420] + deep {
        let plain = try Self.rendered(parameters, size: size, format: format, coloring: coloring, antialiasing: .none)
        let sampled = try Self.rendered(
          parameters, size: size, format: format, coloring: coloring, antialiasing: antialiasing)
        #expect(sampled.bytes == plain.bytes, "\(format)")
      }
    }
  }

  @Test("a pixel that is half black and half white is 188, half the light")
  func linearLight() throws {
    // The unit circle is the border for c = 0, and far enough in it is a straight line through the middle of the pixel.
    var coloring = TestPicture.coloring
    coloring.interior = SRGBColor(red: 0, green: 0, blue: 0)
    coloring.palette = Palette(
      stops: [Palette.Stop(position: 0, color: SRGBColor(red: 255, green: 255, blue: 255))], isCyclic: true)
    let parameters = FrameParameters(juliaConstant: .zero, camera: Camera(center: Complex(1, 0), width: 1e-3))
    let pixel = try Self.rendered(
      parameters, size: FrameSize(width: 1, height: 1), coloring: coloring,
      antialiasing: Antialiasing(mode: .grid(side: 4))
    ).plane(0)
    #expect(pixel == [188, 188, 188])
  }

  @Test("with the default threshold, most of what sixteen samples show is there at a fraction of their cost")
  func adaptive() throws {
    let size = FrameSize(width: 192, height: 108)
    let parameters = FrameParameters(juliaConstant: Complex(0, 1), palettePhase: 0.3, paletteDensity: 0.03)
    let reference = try Self.rendered(parameters, size: size, antialiasing: Antialiasing(mode: .grid(side: 8))).plane(0)
    let picture = TestPicture(size: size, format: .rgb24)
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits()), coloring: TestPicture.coloring, format: .rgb24,
      antialiasing: Antialiasing(
        mode: .adaptive(maximumSamples: 16, threshold: Antialiasing.defaultThreshold)))
    try WorkStealingPool.run(workerCount: 2) { $0.submit(renderer.job(parameters, into: picture.target)).wait() }
    let squares = zip(picture.plane(0), reference).map { (Double($0) - Double($1)) * (Double($0) - Double($1)) }
    let meanSquare = squares.reduce(0, +) / Double(squares.count)
    #expect(meanSquare < 255 * 255 * 6.3e-5, "42 dB; \(meanSquare)")
    let samplesPerPixel = Double(renderer.counters.samples) / Double(size.pixelCount / 2)
    #expect(samplesPerPixel > 1.02 && samplesPerPixel < 0.45 * 16, "\(samplesPerPixel)")
  }
}
