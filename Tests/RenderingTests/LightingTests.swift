import ComplexModule
import FractalMath
import RealModule
import Rendering
import Testing
import WorkStealing

@Suite("Lighting")
struct LightingTests {
  private static let size = FrameSize(width: 96, height: 54)
  private static let parameters = FrameParameters(
    juliaConstant: Complex(-0.4, 0.6), palettePhase: 0.3, paletteDensity: 0.03)
  private static let modes: [Antialiasing.Mode] = [
    .none, .grid(side: 2), .adaptive(maximumSamples: 16, threshold: 0.1),
  ]

  /// One colour, so that only light makes a difference.
  private static var white: Coloring {
    var coloring = TestPicture.coloring
    let color = SRGBColor(red: 255, green: 255, blue: 255)
    coloring.palette = Palette(stops: [Palette.Stop(position: 0, color: color)], isCyclic: true)
    coloring.lighting = Lighting()
    return coloring
  }

  /// The test's colours, lit.
  private static func lit(ambient: Double = 0.25) -> Coloring {
    var coloring = TestPicture.coloring
    coloring.lighting = Lighting(ambient: ambient)
    return coloring
  }

  private static func rendered(
    _ parameters: FrameParameters = parameters, size: FrameSize = size, format: PixelTarget.Format = .rgb24,
    coloring: Coloring, hasSlope: Bool = true, workers: Int = 2, mode: Antialiasing.Mode = .none
  ) throws -> TestPicture {
    try TestPicture.rendered(
      parameters, size: size, format: format, workers: workers, coloring: coloring,
      channels: FieldChannels(hasSlope: hasSlope), antialiasing: Antialiasing(mode: mode))
  }

  /// The linear light of each pixel's red.
  private static func reds(_ picture: TestPicture) -> [Double] {
    let codes = picture.plane(0)
    return stride(from: 0, to: codes.count, by: 3).map { SRGBTransfer.linear(Double(codes[$0]) / 255) }
  }

  /// Lambert's law on the potential round the unit circle, the Julia set of 0: where it is r ln r away, in a view so wide, at
  /// a point whose direction has the cosine `facing` with the light's.
  private static func expected(radius: Double, width: Double, facing: Double, heightDegrees: Double, depth: Double = 0)
    -> Double
  {
    let steepness = 1 / (1 + Double.pow(20 * radius * Double.log(radius) / width, 2)).squareRoot()
    let height = heightDegrees * .pi / 180
    let lambert =
      (steepness * Double.cos(height) * facing + Double.sin(height)) / (1 + steepness * steepness).squareRoot()
    return (0.25 + 0.75 * max(0, lambert)) * (1 - depth * (1 - steepness))
  }

  /// The place of a pixel in a view of `width` round 0, and how far it faces light from `direction`.
  private static func place(_ index: Int, width: Double, direction: Double) -> (radius: Double, facing: Double) {
    let (row, column) = index.quotientAndRemainder(dividingBy: size.width)
    let step = width / Double(size.width)
    let right = (Double(column) + 0.5 - Double(size.width) / 2) * step
    let up = (Double(size.height) / 2 - Double(row) - 0.5) * step
    let (radius, angle) = ((right * right + up * up).squareRoot(), direction * .pi / 180)
    return (radius, (right * Double.cos(angle) + up * Double.sin(angle)) / radius)
  }

  @Test(
    "a view round 0 is bright on the light's side and darker opposite, the more the nearer the Julia set is",
    arguments: [0.0, 90, 135, 270])
  func brightSide(direction: Double) throws {
    let width = 4.5
    var parameters = FrameParameters(juliaConstant: .zero, camera: Camera(width: width))
    parameters.light = Light(directionDegrees: direction, heightDegrees: 45)
    for depth in [0.0, 0.6] {
      var coloring = Self.white
      coloring.lighting = Lighting(depth: depth)
      let light = Self.reds(try Self.rendered(parameters, coloring: coloring))
      var range = (least: 1.0, most: 0.0)
      for index in light.indices {
        let (radius, facing) = Self.place(index, width: width, direction: direction)
        guard radius > 1 else { continue }
        let expected = Self.expected(radius: radius, width: width, facing: facing, heightDegrees: 45, depth: depth)
        #expect(abs(light[index] - expected) < 0.01, "pixel \(index), depth \(depth)")
        range = (min(range.least, light[index]), max(range.most, light[index]))
      }
      #expect(range.most - range.least > 0.5)
    }
  }

  @Test(
    "opposite pixels, whose slopes are opposite, have the light of two flat ones together, less what steep ones get of it",
    arguments: modes.prefix(2))
  func opposite(mode: Antialiasing.Mode) throws {
    let width = 4.5
    var parameters = FrameParameters(juliaConstant: .zero, camera: Camera(width: width))
    parameters.light = Light(directionDegrees: 20, heightDegrees: 50)
    let light = Self.reds(try Self.rendered(parameters, coloring: Self.white, mode: mode))
    for index in light.indices {
      let (radius, _) = Self.place(index, width: width, direction: 20)
      guard radius > 1.1 else { continue }
      let expected = 2 * Self.expected(radius: radius, width: width, facing: 0, heightDegrees: 50)
      #expect(abs(light[index] + light[light.count - 1 - index] - expected) < 0.012)
    }
    #expect((light.max() ?? 0) - (light.min() ?? 0) > 0.5)
  }

  @Test(
    "at a critical point the surface is flat: light changes by little from each pixel to the next", arguments: modes)
  func criticalPoint(mode: Antialiasing.Mode) throws {
    let size = FrameSize(width: 97, height: 55)
    for constant in [Complex(0.1, 0.75), Complex(-0.5, 0.9), Complex(0.6, 0.6), Complex(-1.2, 0.6)] {
      let parameters = FrameParameters(juliaConstant: constant, camera: Camera(width: 3))
      let light = Self.reds(try Self.rendered(parameters, size: size, coloring: Self.white, mode: mode))
      let middle = light.count / 2
      let flat = 0.25 + 0.75 * Double.sin(45 * .pi / 180)
      #expect(abs(light[middle] - flat) < 0.03)
      for neighbour in [middle - 1, middle + 1, middle - size.width, middle + size.width] {
        #expect(abs(light[neighbour] - light[middle]) < 0.07, "\(constant)")
      }
    }
  }

  @Test("turning the camera does not turn the light", arguments: [90.0, -30, 765], modes)
  func rotation(degrees: Double, mode: Antialiasing.Mode) throws {
    // For c = 0 the view from any side is the same.
    var parameters = FrameParameters(juliaConstant: .zero, camera: Camera(width: 8))
    let upright = try Self.rendered(parameters, coloring: Self.lit(), mode: mode).plane(0)
    parameters.camera.rotationDegrees = degrees
    let turned = try Self.rendered(parameters, coloring: Self.lit(), mode: mode).plane(0)
    let distant = zip(upright, turned).count { abs(Int($0) - Int($1)) > 1 }
    #expect(distant < upright.count / 200, "\(distant) of \(upright.count)")
  }

  @Test("with all light from everywhere the picture is the unlit one", arguments: modes)
  func ambient(mode: Antialiasing.Mode) throws {
    for format in [PixelTarget.Format.rgb24, .yuv420, .rgb(bitDepth: .sixteen)] {
      let lit = try Self.rendered(format: format, coloring: Self.lit(ambient: 1), mode: mode)
      let unlit = try Self.rendered(format: format, coloring: TestPicture.coloring, mode: mode)
      let equal = lit.bytes == unlit.bytes
      #expect(equal, "\(format)")
      let differs = try Self.rendered(format: format, coloring: Self.lit(), mode: mode).bytes != unlit.bytes
      #expect(differs, "\(format)")
    }
  }

  @Test("with almost all light from everywhere the picture is almost the unlit one", arguments: modes)
  func almostAmbient(mode: Antialiasing.Mode) throws {
    let lit = try Self.rendered(coloring: Self.lit(ambient: 0.9999), mode: mode).plane(0)
    let unlit = try Self.rendered(coloring: TestPicture.coloring, mode: mode).plane(0)
    let distant = zip(lit, unlit).count { abs(Int($0) - Int($1)) > 1 }
    // A difference may be just below the threshold in one of them.
    #expect(distant < unlit.count / 500, "\(distant) of \(unlit.count)")
  }

  @Test("without slopes there is no light", arguments: modes)
  func withoutSlopes(mode: Antialiasing.Mode) throws {
    let picture = try Self.rendered(coloring: Self.lit(), hasSlope: false, mode: mode)
    #expect(try picture.bytes == Self.rendered(coloring: TestPicture.coloring, hasSlope: false, mode: mode).bytes)
  }

  @Test("the interior is not lit", arguments: modes)
  func interior(mode: Antialiasing.Mode) throws {
    let inside = FrameParameters(juliaConstant: .zero, camera: Camera(width: 0.5))
    let codes = try Self.rendered(inside, coloring: Self.white, mode: mode).plane(0)
    #expect(Set(stride(from: 0, to: codes.count, by: 3).map { Array(codes[$0..<$0 + 3]) }) == [[10, 20, 30]])
  }

  @Test("a grid of one sample is none, and without a threshold the adaptive picture is the grid's")
  func equalModes() throws {
    let plain = try Self.rendered(coloring: Self.lit())
    #expect(try Self.rendered(coloring: Self.lit(), mode: .grid(side: 1)).bytes == plain.bytes)
    let grid = try Self.rendered(coloring: Self.lit(), mode: .grid(side: 4))
    let adaptive = Antialiasing.Mode.adaptive(maximumSamples: 16, threshold: 0)
    #expect(try Self.rendered(coloring: Self.lit(), mode: adaptive).bytes == grid.bytes)
  }

  @Test("a grid's pixel is the mean light of the lit pixels of a frame of so many times the size")
  func grid() throws {
    // A power of two, so that the places of samples are the same to the last bit.
    let side = 2
    let fineSize = FrameSize(width: Self.size.width * side, height: Self.size.height * side)
    let fine = Self.reds(try Self.rendered(size: fineSize, coloring: Self.lit()))
    let coarse = try Self.rendered(coloring: Self.lit(), mode: .grid(side: side)).plane(0)
    for pixel in 0..<Self.size.pixelCount {
      let (row, column) = pixel.quotientAndRemainder(dividingBy: Self.size.width)
      var light = 0.0
      for y in 0..<side {
        for x in 0..<side { light += fine[(row * side + y) * fineSize.width + column * side + x] }
      }
      let expected = 255 * SRGBTransfer.encoded(light / Double(side * side))
      // The codes of the fine frame are rounded; in the dark that is a code and more of the mean.
      #expect(abs(Double(coarse[3 * pixel]) - expected) < 1.6)
    }
  }

  @Test("any number of workers gives the same bytes, and tiles do not show", arguments: modes)
  func workers(mode: Antialiasing.Mode) throws {
    let size = FrameSize(width: 2050, height: 150)
    let one = try Self.rendered(size: size, format: .yuv420, coloring: Self.lit(), workers: 1, mode: mode)
    #expect(one.paddingIsUntouched)
    let three = try Self.rendered(size: size, format: .yuv420, coloring: Self.lit(), workers: 3, mode: mode)
    #expect(three.bytes == one.bytes)
  }
}
