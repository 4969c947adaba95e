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
  private static let modes: [Antialiasing.Mode] = [
    .grid(side: 2), .grid(side: 3), .adaptive(maximumSamples: 16, threshold: 0.1),
  ]

  private static func rendered(
    _ parameters: FrameParameters = parameters, size: FrameSize = size, format: PixelTarget.Format = .rgb24,
    coloring: Coloring = TestPicture.coloring, workers: Int = 2, mode: Antialiasing.Mode
  ) throws -> TestPicture {
    try TestPicture.rendered(
      parameters, size: size, format: format, workers: workers, coloring: coloring,
      antialiasing: Antialiasing(mode: mode))
  }

  @Test("a grid's pixel is the mean light of the pixels of a frame of so many times the size", arguments: [2, 4, 8])
  func grid(side: Int) throws {
    let fine = try Self.rendered(
      size: FrameSize(width: Self.size.width * side, height: Self.size.height * side), mode: .none
    ).plane(0)
    let coarse = try Self.rendered(mode: .grid(side: side)).plane(0)
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

  @Test("any number of workers gives the same bytes", arguments: modes)
  func workers(mode: Antialiasing.Mode) throws {
    let size = FrameSize(width: 2050, height: 150)
    let one = try Self.rendered(size: size, format: .yuv420, workers: 1, mode: mode)
    #expect(one.paddingIsUntouched)
    for workers in [2, 5] {
      #expect(try Self.rendered(size: size, format: .yuv420, workers: workers, mode: mode).bytes == one.bytes)
    }
  }

  @Test("without a threshold the adaptive picture is the grid's", arguments: [2, 3, 4, 8])
  func withoutThreshold(side: Int) throws {
    let adaptive = try Self.rendered(mode: .adaptive(maximumSamples: side * side, threshold: 0))
    #expect(try adaptive.bytes == Self.rendered(mode: .grid(side: side)).bytes)
  }

  @Test("conjugate constants and cameras have pictures with their rows in reverse order", arguments: modes)
  func mirrored(mode: Antialiasing.Mode) throws {
    var parameters = Self.parameters
    parameters.camera = Camera(center: Complex(0.1, 0.2), width: 1.7, rotationDegrees: 20)
    let picture = try Self.rendered(parameters, mode: mode).plane(0)
    parameters.juliaConstant.imaginary.negate()
    parameters.camera.center.imaginary.negate()
    parameters.camera.rotationDegrees.negate()
    let mirrored = try Self.rendered(parameters, mode: mode).plane(0)
    let rowBytes = 3 * Self.size.width
    for row in 0..<Self.size.height {
      let opposite = Self.size.height - 1 - row
      #expect(
        picture[row * rowBytes..<(row + 1) * rowBytes] == mirrored[opposite * rowBytes..<(opposite + 1) * rowBytes])
    }
  }

  @Test("symmetry and certified blocks change no byte, with real and other constants, and odd sizes", arguments: modes)
  func shortcuts(mode: Antialiasing.Mode) throws {
    let size = FrameSize(width: 331, height: 207)
    for constant in [Complex(-0.75, 0), Complex(-0.12, 0.75), Complex(0.3, 0)] {
      let pictures = try [FieldShortcuts.all, []].map { shortcuts in
        let picture = TestPicture(size: size, format: .rgb24)
        let renderer = FrameRenderer(
          size: size, settings: FieldSettings(limits: EscapeLimits(), shortcuts: shortcuts),
          coloring: TestPicture.coloring, format: .rgb24, antialiasing: Antialiasing(mode: mode))
        let parameters = FrameParameters(juliaConstant: constant, paletteDensity: 0.05)
        try WorkStealingPool.run(workerCount: 2) { $0.submit(renderer.job(parameters, into: picture.target)).wait() }
        return picture.bytes
      }
      #expect(pictures[0] == pictures[1], "\(constant)")
    }
  }

  @Test("flat patches have the bytes that they have without", arguments: modes)
  func flatPatches(mode: Antialiasing.Mode) throws {
    let inside = FrameParameters(juliaConstant: .zero, camera: Camera(width: 0.5))
    var outside = Self.parameters
    outside.camera = Camera(center: Complex(5, 5), width: 1)
    outside.paletteDensity = 0
    var coloring = TestPicture.coloring
    coloring.interior = SRGBColor(red: 10, green: 20, blue: 31)
    let size = FrameSize(width: 16, height: 8)
    for parameters in [inside, outside] {
      for format in [PixelTarget.Format.rgb24, .yuv420, .rgb(bitDepth: .sixteen)] {
        let plain = try Self.rendered(parameters, size: size, format: format, coloring: coloring, mode: .none)
        let sampled = try Self.rendered(parameters, size: size, format: format, coloring: coloring, mode: mode)
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
      parameters, size: FrameSize(width: 1, height: 1), coloring: coloring, mode: .grid(side: 4)
    ).plane(0)
    #expect(pixel == [188, 188, 188])
  }

  @Test("with the default threshold, most of what sixteen samples show is there at a fraction of their cost")
  func adaptive() throws {
    let size = FrameSize(width: 192, height: 108)
    let parameters = FrameParameters(juliaConstant: Complex(0, 1), palettePhase: 0.3, paletteDensity: 0.03)
    let reference = try Self.rendered(parameters, size: size, mode: .grid(side: 8)).plane(0)
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
