import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("FrameRenderer")
struct FrameRendererTests {
  private static let parameters = FrameParameters(juliaConstant: Complex(-0.4, 0.6), palettePhase: 0.3)

  @Test("any number of workers gives the same bytes", arguments: [PixelTarget.Format.yuv420, .rgb24])
  func workers(format: PixelTarget.Format) throws {
    let size = FrameSize(width: 150, height: 106)
    let one = try TestPicture.rendered(Self.parameters, size: size, format: format, workers: 1)
    for workers in [2, 5, 16] {
      #expect(
        try TestPicture.rendered(Self.parameters, size: size, format: format, workers: workers).bytes == one.bytes)
    }
  }

  @Test("nothing outside the pixels is written", arguments: [PixelTarget.Format.yuv420, .rgb24])
  func padding(format: PixelTarget.Format) throws {
    let size = FrameSize(width: 38, height: 22)
    let picture = try TestPicture.rendered(Self.parameters, size: size, format: format, workers: 2)
    #expect(picture.paddingIsUntouched)
  }

  @Test("RGB takes odd sizes, down to one pixel", arguments: [(1, 1), (3, 7), (17, 9), (16384, 1)])
  func oddSizes(width: Int, height: Int) throws {
    let picture = try TestPicture.rendered(
      Self.parameters, size: FrameSize(width: width, height: height), format: .rgb24, workers: 2)
    #expect(picture.paddingIsUntouched)
    #expect(picture.plane(0).contains { $0 != TestPicture.poison })
  }

  @Test("4:2:0 refuses an odd size")
  func refusesOdd() async {
    await #expect(processExitsWith: .failure) {
      _ = FrameRenderer(
        size: FrameSize(width: 3, height: 2), settings: FieldSettings(limits: EscapeLimits()),
        coloring: TestPicture.coloring, format: .yuv420)
    }
  }

  @Test("points that do not escape have exactly the interior colour")
  func interior() throws {
    let inside = FrameParameters(juliaConstant: .zero, camera: Camera(width: 0.5))
    let rgb = try TestPicture.rendered(inside, size: FrameSize(width: 8, height: 8), format: .rgb24, workers: 1)
    #expect(Set(stride(from: 0, to: 192, by: 3).map { Array(rgb.plane(0)[$0..<$0 + 3]) }) == [[10, 20, 30]])
  }

  @Test("a palette stop's colour comes out exactly where the count puts it")
  func stopColors() throws {
    // Far outside, with c = 0, a ring of equal |z| has one count: with density 0 the phase alone decides.
    for (position, color) in [(0.0, [UInt8(0), 7, 100]), (0.5, [UInt8(255), 170, 0])] {
      let outside = FrameParameters(
        juliaConstant: .zero, camera: Camera(center: Complex(3, 0), width: 0.1), palettePhase: position + 4,
        paletteDensity: 0)
      let rgb = try TestPicture.rendered(
        outside, size: FrameSize(width: 4, height: 4), format: .rgb24, workers: 1)
      #expect(Array(rgb.plane(0)[0..<3]) == color)
    }
  }

  @Test("the phase of a cyclic palette counts modulo one, a clamped palette holds its ends")
  func phases() throws {
    func bytes(cyclic: Bool, phase: Double) throws -> [UInt8] {
      var coloring = TestPicture.coloring
      coloring.palette.isCyclic = cyclic
      var parameters = Self.parameters
      parameters.palettePhase = phase
      return try TestPicture.rendered(
        parameters, size: FrameSize(width: 40, height: 30), format: .rgb24, workers: 1, coloring: coloring
      ).bytes
    }
    #expect(try bytes(cyclic: true, phase: -0.75) == bytes(cyclic: true, phase: 0.25))
    #expect(try bytes(cyclic: true, phase: 12.25) == bytes(cyclic: true, phase: 0.25))
    #expect(try bytes(cyclic: false, phase: 50) == bytes(cyclic: false, phase: 60))
    #expect(try bytes(cyclic: false, phase: -50) == bytes(cyclic: false, phase: -60))
    #expect(try bytes(cyclic: false, phase: -50) != bytes(cyclic: false, phase: 50))
  }
}

@Suite("TileGrid")
struct TileGridTests {
  @Test(
    "tiles and their opposites cover every row once, and begin at even rows",
    arguments: [(1, 1), (640, 360), (1920, 1080), (1920, 1081), (16384, 16384), (7, 3), (96, 54), (5, 2)])
  func covers(width: Int, height: Int) {
    for isFolded in [false, true] {
      let grid = TileGrid(size: FrameSize(width: width, height: height), isFolded: isFolded)
      var seen = [Int](repeating: 0, count: height)
      for index in 0..<grid.count {
        let tile = grid[index]
        #expect(!tile.rows.isEmpty && tile.rows.lowerBound.isMultiple(of: 2))
        for row in tile.rows { seen[row] += 1 }
        guard let opposite = tile.opposite else { continue }
        #expect(opposite == height - tile.rows.upperBound..<height - tile.rows.lowerBound)
        for row in opposite { seen[row] += 1 }
      }
      #expect(seen.allSatisfy { $0 == 1 })
    }
  }
}

@Suite("FieldJob")
struct FieldJobTests {
  @Test("pixels are the points that Viewport says, with the camera anywhere and turned")
  func points() throws {
    // For c = 0, |zₙ| = |z₀|^(2ⁿ), so that ν = 1 − log₂(ln|z₀| / ln R): the count tells how far from 0 the pixel's point is. The
    // camera is off every axis, where no mirror image has the same distances.
    let size = FrameSize(width: 41, height: 23)
    let camera = Camera(center: Complex(1.9, 0.7), width: 1.3, rotationDegrees: 25)
    let limits = EscapeLimits()
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { counts.deallocate() }
    let job = FieldJob(
      parameters: FrameParameters(juliaConstant: .zero, camera: camera), size: size,
      settings: FieldSettings(limits: limits), counts: counts)
    try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
    let view = Viewport(camera: camera, size: size)
    for row in 0..<size.height {
      for column in 0..<size.width {
        let distance = view.point(column: Double(column), row: Double(row)).lengthSquared.squareRoot()
        #expect(distance > 1)
        let expected = 1 - Double.log2(.log(distance) / .log(limits.escapeRadius))
        #expect(abs(Double(counts[row * size.width + column]) - expected) < 1e-5)
      }
    }
  }

  @Test("the field is symmetric about a centred camera's middle, and the interior is −1")
  func symmetry() throws {
    let size = FrameSize(width: 61, height: 47)
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { counts.deallocate() }
    counts.initialize(repeating: -77)
    let job = FieldJob(
      parameters: FrameParameters(juliaConstant: Complex(-0.12, 0.75), camera: Camera(rotationDegrees: 17)), size: size,
      settings: FieldSettings(limits: EscapeLimits(maximumIterations: 200)), counts: counts)
    try WorkStealingPool.run(workerCount: 3) { $0.submit(job).wait() }
    for index in counts.indices { #expect(counts[index] == counts[counts.count - 1 - index]) }
    #expect(counts[counts.count / 2] == -1)
    #expect(counts.allSatisfy { $0 == -1 || $0 >= 0 })
  }
}
