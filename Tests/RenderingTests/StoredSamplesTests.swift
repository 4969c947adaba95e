import ComplexModule
import FractalMath
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Samples kept for frames in other colours")
struct StoredSamplesTests {
  private static let samplings = [
    Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)),
    Antialiasing(mode: .adaptive(maximumSamples: 4, threshold: 0.05)), Antialiasing(mode: .grid(side: 2)),
    Antialiasing(mode: .grid(side: 3), filter: .mitchell),
  ]
  private static let frames = [0, 0.1, 0.25, 0.3, 0.1, 0.9].map {
    FrameParameters(juliaConstant: Complex(-0.12, 0.75), camera: Camera(center: Complex(0.1, 0.2)), palettePhase: $0)
  }
  /// The lower half follows from the upper one.
  private static let foldedFrames = [0, 0.4, 0.7].map {
    FrameParameters(juliaConstant: Complex(-0.12, 0.75), palettePhase: $0)
  }
  // Several tiles of 48 K pixels.
  private static let size = FrameSize(width: 512, height: 230)

  private static func renderer(
    _ antialiasing: Antialiasing, _ instructionSet: InstructionSet = .best, size: FrameSize = size
  ) -> FrameRenderer {
    FrameRenderer(
      size: size,
      settings: FieldSettings(limits: EscapeLimits(maximumIterations: 80), instructionSet: instructionSet),
      coloring: TestPicture.coloring, format: .yuv420, antialiasing: antialiasing, keepsSamples: true)
  }

  /// The pictures of `frames` by `renderer`, one after the other or all in flight at once.
  private static func pictures(
    _ frames: [FrameParameters], _ renderer: FrameRenderer, byteLimit: Int, workers: Int = 2, together: Bool = false
  ) throws -> [[UInt8]] {
    var planner = ReusePlanner(
      size: size, settings: FieldSettings(limits: EscapeLimits(maximumIterations: 80)),
      content: renderer.storedContent, frames: frames.indices, byteLimit: byteLimit
    ) { frames[$0] }
    let pictures = frames.map { _ in TestPicture(size: size, format: .yuv420) }
    try WorkStealingPool.run(workerCount: workers) { pool in
      for (index, parameters) in frames.enumerated() {
        let job = renderer.job(parameters, source: planner.source(ofFrame: index), into: pictures[index].target)
        let latch = pool.submit(job)
        if !together { latch.wait() }
      }
    }
    return pictures.map(\.bytes)
  }

  @Test(
    "pictures have the bytes that they have without kept samples, whatever the room, with all instructions",
    arguments: samplings, InstructionSet.allCases.filter(\.isAvailable))
  func exact(antialiasing: Antialiasing, instructionSet: InstructionSet) throws {
    for frames in [Self.frames, Self.foldedFrames] {
      let plain = try Self.pictures(frames, Self.renderer(antialiasing, instructionSet), byteLimit: 0)
      #expect(Set(plain).count == frames.count - (frames.count == 6 ? 1 : 0))
      for bytesPerPixel in [12, 20, 100] {
        let renderer = Self.renderer(antialiasing, instructionSet)
        let kept = try Self.pictures(frames, renderer, byteLimit: bytesPerPixel * Self.size.pixelCount)
        #expect(kept == plain, "\(bytesPerPixel) bytes a pixel")
      }
      for workers in [1, 4] {
        let kept = try Self.pictures(
          frames, Self.renderer(antialiasing, instructionSet), byteLimit: 100 * Self.size.pixelCount,
          workers: workers, together: true)
        #expect(kept == plain, "\(workers) workers")
      }
    }
  }

  @Test(
    "only samples that no frame before needed are computed, and with less room more are", arguments: samplings.prefix(3)
  )
  func cost(antialiasing: Antialiasing) throws {
    func samples(_ frames: [FrameParameters], bytesPerPixel: Int) throws -> (samples: Int, equalPixels: Int) {
      let renderer = Self.renderer(antialiasing)
      _ = try Self.pictures(frames, renderer, byteLimit: bytesPerPixel * Self.size.pixelCount)
      return (renderer.counters.samples, renderer.counters.equalPixels)
    }
    let all = try samples(Self.frames, bytesPerPixel: 0)
    let some = try samples(Self.frames, bytesPerPixel: 13)
    let few = try samples(Self.frames, bytesPerPixel: 100)
    #expect(all.equalPixels == 0 && few.equalPixels == (Self.frames.count - 1) * Self.size.pixelCount)
    #expect(few.samples < some.samples && some.samples < all.samples, "\(few) \(some) \(all)")
    // A frame in colours that have been seen costs nothing.
    let again = try samples(Self.frames + Self.frames, bytesPerPixel: 100)
    #expect(again.samples == few.samples)
  }

  @Test("workers that show the same samples at once compute none again", arguments: samplings.prefix(3))
  func together(antialiasing: Antialiasing) throws {
    let renderer = Self.renderer(antialiasing)
    let frames = [FrameParameters](repeating: Self.frames[0], count: 24)
    var planner = ReusePlanner(
      size: Self.size, settings: FieldSettings(limits: EscapeLimits(maximumIterations: 80)),
      content: renderer.storedContent, frames: frames.indices, byteLimit: 100 * Self.size.pixelCount
    ) { frames[$0] }
    var samples = 0
    try WorkStealingPool.run(workerCount: 4) { pool in
      let pictures = frames.map { _ in TestPicture(size: Self.size, format: .yuv420) }
      for (index, parameters) in frames.enumerated() {
        let job = renderer.job(parameters, source: planner.source(ofFrame: index), into: pictures[index].target)
        let latch = pool.submit(job)
        guard index == 0 else { continue }
        latch.wait()
        samples = renderer.counters.samples
      }
    }
    #expect(samples > 0 && renderer.counters.samples == samples)
  }

  @Test("what is kept takes no more than its limit, and nothing is kept with less room than the middles need")
  func room() {
    let settings = FieldSettings(limits: EscapeLimits(maximumIterations: 80))
    for bytesPerPixel in [5, 11, 12, 30, 1000] {
      let limit = bytesPerPixel * Self.size.pixelCount
      var planner = ReusePlanner(
        size: Self.size, settings: settings, content: .samples, frames: Self.frames.indices, byteLimit: limit
      ) { Self.frames[$0] }
      for frame in Self.frames.indices { _ = planner.source(ofFrame: frame) }
      #expect(planner.largestHeldBytes <= limit)
      #expect((planner.largestHeldBytes > 0) == (bytesPerPixel >= 12), "\(bytesPerPixel)")
    }
  }

  @Test("frames that are lit or filtered keep their colours, and those with one sample their values")
  func contents() {
    #expect(Self.renderer(Self.samplings[0]).storedContent == .samples)
    #expect(Self.renderer(Self.samplings[3]).storedContent == .colors)
    #expect(Self.renderer(.none).storedContent == .values)
    let lit = FrameRenderer(
      size: Self.size,
      settings: FieldSettings(
        limits: EscapeLimits(maximumIterations: 80), channels: FieldChannels(hasSlope: true)),
      coloring: TestPicture.coloring, format: .yuv420, antialiasing: Self.samplings[0], keepsSamples: true)
    #expect(lit.storedContent == .colors)
  }
}
