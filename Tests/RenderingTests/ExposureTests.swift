import ComplexModule
import FractalMath
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Exposure")
struct ExposureTests {
  private static let size = FrameSize(width: 96, height: 54)

  private static func parameters(phase: Double = 0.3, angle: Double = 0) -> FrameParameters {
    FrameParameters(
      juliaConstant: Complex(-0.8 + 0.01 * angle, 0.156), camera: Camera(rotationDegrees: 20 * angle),
      palettePhase: phase,
      paletteDensity: 0.03)
  }

  private static func rendered(
    _ parameters: FrameParameters, antialiasing: Antialiasing, opensShutter: Bool = true, workers: Int = 2,
    format: PixelTarget.Format = .rgb24
  ) throws -> [UInt8] {
    let picture = TestPicture(size: size, format: format)
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits()), coloring: TestPicture.coloring, format: format,
      antialiasing: antialiasing, opensShutter: opensShutter)
    try WorkStealingPool.run(workerCount: workers) { $0.submit(renderer.job(parameters, into: picture.target)).wait() }
    return picture.bytes
  }

  private static func exposed(_ moments: [FrameParameters]) -> FrameParameters {
    var parameters = parameters()
    parameters.exposures = moments
    return parameters
  }

  @Test("Where nothing moves, a grid's pixels are those of a still", arguments: [2, 4])
  func still(side: Int) throws {
    let grid = Antialiasing(mode: .grid(side: side))
    let still = try Self.rendered(Self.parameters(), antialiasing: grid)
    let moments = [FrameParameters](repeating: Self.parameters(), count: side * side)
    #expect(try Self.rendered(Self.exposed(moments), antialiasing: grid) == still)
    #expect(try Self.rendered(Self.exposed(moments), antialiasing: grid, opensShutter: false) == still)
  }

  @Test("Without anti-aliasing a pixel is the mean light of its middle at all moments")
  func meanLight() throws {
    let moments = (0..<4).map { Self.parameters(phase: 0.1 * Double($0), angle: Double($0)) }
    let pictures = try moments.map { try Self.rendered($0, antialiasing: .none) }
    let mean = try Self.rendered(Self.exposed(moments), antialiasing: .none)
    var largest = 0.0
    for index in mean.indices where mean[index] != TestPicture.poison {
      let light = pictures.reduce(0) { $0 + SRGBTransfer.linear(Double($1[index]) / 255) } / 4
      largest = max(largest, abs(255 * SRGBTransfer.encoded(light) - Double(mean[index])))
    }
    #expect(largest < 1.6, "codes of the four pictures are rounded, which in the dark is more than a code of the mean")
    #expect(mean != pictures[0])
  }

  @Test("The samples of a moving picture are taken at the places of a still one, each at its moment")
  func samples() throws {
    let grid = Antialiasing(mode: .grid(side: 2))
    // Two moments that differ in colours only: two of four samples show each.
    let moments = [Self.parameters(phase: 0), Self.parameters(phase: 0.5)]
    let mixed = try Self.rendered(Self.exposed(moments), antialiasing: grid)
    let single = try moments.map { try Self.rendered($0, antialiasing: grid) }
    #expect(mixed != single[0] && mixed != single[1])
    // Far outside, where a pixel has one colour at a time, it is their mean.
    let light = single.reduce(0) { $0 + SRGBTransfer.linear(Double($1[0]) / 255) } / 2
    #expect(abs(255 * SRGBTransfer.encoded(light) - Double(mixed[0])) < 1.6)
  }

  @Test(
    "The picture does not depend on the workers",
    arguments: [
      .none, Antialiasing(mode: .grid(side: 4)), Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)),
    ])
  func workers(antialiasing: Antialiasing) throws {
    let moments = Self.exposed((0..<16).map { Self.parameters(phase: 0.01 * Double($0), angle: 0.1 * Double($0)) })
    let one = try Self.rendered(moments, antialiasing: antialiasing, workers: 1, format: .yuv420)
    for count in [2, 3, 8] {
      #expect(try Self.rendered(moments, antialiasing: antialiasing, workers: count, format: .yuv420) == one)
    }
  }

  @Test(
    "Half a frame is computed where all moments are their own images after half a turn, which changes no bit",
    arguments: [
      Antialiasing.none, Antialiasing(mode: .grid(side: 4)),
      Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)),
    ], [FrameSize(width: 96, height: 54), FrameSize(width: 95, height: 53)])
  func halfTurn(antialiasing: Antialiasing, size: FrameSize) throws {
    let moments = Self.exposed((0..<16).map { Self.parameters(phase: 0.3, angle: 0.02 * Double($0) - 0.15) })
    func rendered(_ shortcuts: FieldShortcuts) throws -> (bytes: [UInt8], samples: Int) {
      let picture = TestPicture(size: size, format: .rgb24)
      let renderer = FrameRenderer(
        size: size, settings: FieldSettings(limits: EscapeLimits(), shortcuts: shortcuts),
        coloring: TestPicture.coloring, format: .rgb24, antialiasing: antialiasing, opensShutter: true)
      try WorkStealingPool.run(workerCount: 2) { $0.submit(renderer.job(moments, into: picture.target)).wait() }
      return (picture.bytes, renderer.counters.samples)
    }
    let (folded, whole) = (try rendered(.all), try rendered(FieldShortcuts.all.subtracting(.symmetry)))
    #expect(folded.bytes == whole.bytes)
    #expect(Double(folded.samples) < 0.62 * Double(whole.samples))
    #expect(try rendered([]).bytes == whole.bytes)
  }

  @Test("Adaptively, a moving picture is nearly that of all samples, at less than half of their cost")
  func adaptive() throws {
    let size = FrameSize(width: 320, height: 180)
    let moments = Self.exposed((0..<16).map { Self.parameters(phase: 0.3, angle: 0.01 * (Double($0) - 7.5)) })
    func rendered(_ antialiasing: Antialiasing) throws -> (bytes: [UInt8], samples: Int) {
      let picture = TestPicture(size: size, format: .rgb24)
      let renderer = FrameRenderer(
        size: size, settings: FieldSettings(limits: EscapeLimits()), coloring: TestPicture.coloring, format: .rgb24,
        antialiasing: antialiasing, opensShutter: true)
      try WorkStealingPool.run(workerCount: 2) { $0.submit(renderer.job(moments, into: picture.target)).wait() }
      return (picture.bytes, renderer.counters.samples)
    }
    let all = try rendered(Antialiasing(mode: .grid(side: 4)))
    let some = try rendered(Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)))
    let differences = zip(all.bytes, some.bytes).map { abs(Int($0) - Int($1)) }
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    #expect(mean < 1, "\(mean)")
    #expect(Double(differences.count { $0 > 26 }) < 0.002 * Double(differences.count))
    #expect(2 * some.samples < all.samples, "\(some.samples) of \(all.samples)")
  }

  @Test("What moves fast is sampled everywhere")
  func fast() throws {
    // Thirty pixels in the open time, and a palette that turns by half a cycle.
    for moments in [
      (0..<16).map { Self.parameters(angle: 0.2 * (Double($0) - 7.5)) },
      (0..<16).map { Self.parameters(phase: 0.3 + Double($0 - 8) / 32) },
    ] {
      let grid = try Self.rendered(Self.exposed(moments), antialiasing: Antialiasing(mode: .grid(side: 4)))
      let some = try Self.rendered(
        Self.exposed(moments), antialiasing: Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)))
      let differences = zip(grid, some).map { abs(Int($0) - Int($1)) }
      #expect(Double(differences.reduce(0, +)) < 2 * Double(differences.count))
    }
  }
}
