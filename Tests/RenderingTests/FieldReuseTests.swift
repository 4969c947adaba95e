import ComplexModule
import FractalMath
import RealModule
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Fields taken from earlier frames")
struct FieldReuseTests {
  /// Memory for a field, poisoned.
  private final class FieldMemory {
    let counts: UnsafeMutableBufferPointer<Float>

    init(_ size: FrameSize) {
      counts = .allocate(capacity: size.pixelCount)
      counts.initialize(repeating: -77)
    }

    deinit { counts.deallocate() }

    var bits: [UInt32] { counts.map(\.bitPattern) }
  }

  private static let settings = FieldSettings(limits: EscapeLimits(maximumIterations: 300))
  private static let pair = [Complex(-0.12, 0.75), Complex(-0.12, -0.75)]
  private static let cameras = [
    Camera(), Camera(rotationDegrees: 180), Camera(center: Complex(0.3, 0), width: 1),
    Camera(center: Complex(0.3, 0), width: 1, rotationDegrees: 180), Camera(center: Complex(0, 0.2), width: 1),
    Camera(rotationDegrees: 30), Camera(rotationDegrees: 90),
  ]
  // Tiles have 1 024 rows at a width of 16, 50 at 321: several, of which those of the mirror image are not a multiple.
  private static let sizes = [
    FrameSize(width: 16, height: 2300), FrameSize(width: 321, height: 181), FrameSize(width: 320, height: 178),
    FrameSize(width: 1, height: 1), FrameSize(width: 5, height: 3),
  ]

  /// The fields of `frames` one after the other, all in flight at once.
  private static func fields(
    _ frames: [FrameParameters], size: FrameSize, shortcuts: FieldShortcuts = .all,
    byteLimit: Int = ReusePlanner.defaultByteLimit, workers: Int = 2, counters: FieldCounters = FieldCounters()
  ) throws -> [[UInt32]] {
    var settings = settings
    settings.shortcuts = shortcuts
    let memory = frames.map { _ in FieldMemory(size) }
    var planner = ReusePlanner(size: size, settings: settings, frames: frames.indices, byteLimit: byteLimit) {
      frames[$0]
    }
    try WorkStealingPool.run(workerCount: workers) { pool in
      for (index, parameters) in frames.enumerated() {
        _ = pool.submit(
          FieldJob(
            parameters: parameters, size: size, settings: settings, source: planner.source(ofFrame: index),
            counts: memory[index].counts, counters: counters))
      }
    }
    return memory.map(\.bits)
  }

  @Test("taken fields are those that brute force computes, bit for bit", arguments: cameras)
  func exact(camera: Camera) throws {
    for size in Self.sizes {
      let frames = (Self.pair + Self.pair + [Complex(-1, 0), Complex(-1, -0.0), Self.pair[1]]).map {
        FrameParameters(juliaConstant: $0, camera: camera)
      }
      let plain = try Self.fields(frames, size: size, shortcuts: [])
      for shortcuts in [
        FieldShortcuts.all, [.mirroredFrames, .equalFields], [.symmetry, .mirroredFrames], [.equalFields],
      ] {
        for workers in [1, 3] {
          let counters = FieldCounters()
          let reused = try Self.fields(frames, size: size, shortcuts: shortcuts, workers: workers, counters: counters)
          #expect(reused == plain, "\(size), \(shortcuts.rawValue), \(workers) workers")
          let pixels =
            counters.computedPixels + counters.certifiedPixels + counters.copiedPixels + counters.mirroredPixels
            + counters.equalPixels
          #expect(pixels == frames.count * size.pixelCount)
        }
      }
    }
  }

  @Test("random conjugate frames at random cameras: taken or computed, the same bits")
  func random() throws {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<60 {
      let isOnAxis = Bool.random(using: &random)
      let center = Complex(
        Double.random(in: -0.5...0.5, using: &random), isOnAxis ? 0 : .random(in: -1...1, using: &random))
      let turn = isOnAxis ? 0 : Double.random(in: -180...180, using: &random)
      let width = Double.random(in: 0.01...4, using: &random)
      let c = Complex(Double.random(in: -1.5...0.5, using: &random), .random(in: -1...1, using: &random))
      let size = FrameSize(width: .random(in: 1...80, using: &random), height: .random(in: 1...1000, using: &random))
      let frames = [
        FrameParameters(juliaConstant: c, camera: Camera(center: center, width: width, rotationDegrees: turn)),
        FrameParameters(
          juliaConstant: c.conjugate, camera: Camera(center: center.conjugate, width: width, rotationDegrees: -turn)),
      ]
      let counters = FieldCounters()
      // With one worker the first is complete before the second is begun.
      let reused = try Self.fields(frames, size: size, workers: 1, counters: counters)
      #expect(reused == (try Self.fields(frames, size: size, shortcuts: [])), "\(frames), \(size)")
      #expect(counters.mirroredPixels == size.pixelCount)
    }
  }

  @Test("a tile whose source is not there yet is computed, and nobody waits", arguments: cameras.prefix(4))
  func unfinished(camera: Camera) throws {
    let size = FrameSize(width: 64, height: 1100)
    let frames = Self.pair.map { FrameParameters(juliaConstant: $0, camera: camera) }
    let plain = try Self.fields(frames, size: size, shortcuts: [])
    var planner = ReusePlanner(size: size, settings: Self.settings, frames: 0..<3) { frames[min($0, 1)] }
    let sources = (0..<3).map { planner.source(ofFrame: $0) }
    let counters = FieldCounters()
    func job(_ index: Int, _ memory: FieldMemory) -> FieldJob {
      FieldJob(
        parameters: frames[min(index, 1)], size: size, settings: Self.settings, source: sources[index],
        counts: memory.counts, counters: counters)
    }
    let memory = (0..<4).map { _ in FieldMemory(size) }
    let lender = job(0, memory[0])
    #expect(lender.itemCount > 2)
    try WorkStealingPool.run(workerCount: 1) { $0.submit(job(1, memory[1])).wait() }
    #expect(memory[1].bits == plain[1])
    #expect(counters.mirroredPixels == 0)

    lender.perform(item: 0, worker: 0)
    try WorkStealingPool.run(workerCount: 1) { $0.submit(job(2, memory[2])).wait() }
    #expect(memory[2].bits == plain[1])
    let taken = counters.mirroredPixels
    #expect((1..<size.pixelCount).contains(taken))

    for item in 1..<lender.itemCount { lender.perform(item: item, worker: 0) }
    #expect(memory[0].bits == plain[0])
    try WorkStealingPool.run(workerCount: 1) { $0.submit(job(2, memory[3])).wait() }
    #expect(memory[3].bits == plain[1])
    #expect(counters.mirroredPixels - taken == size.pixelCount)
  }

  private static let samplings = [
    Antialiasing.none, Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: 0.1)),
    Antialiasing(mode: .grid(side: 2)), Antialiasing(mode: .grid(side: 3), filter: .mitchell),
  ]

  @Test(
    "pictures from taken fields and colours have the same bytes with all instructions, and are taken where they may be",
    arguments: samplings, InstructionSet.allCases.filter(\.isAvailable))
  func pictures(antialiasing: Antialiasing, instructionSet: InstructionSet) throws {
    func expectSame(
      _ phases: [Double], _ camera: Camera, size: FrameSize, format: PixelTarget.Format, mirrored: Int, equal: Int
    ) throws {
      let frames = phases.flatMap { phase in
        Self.pair.map { FrameParameters(juliaConstant: $0, camera: camera, palettePhase: phase) }
      }
      let counters = try Self.expectSamePictures(frames, size, format, antialiasing, instructionSet)
      #expect(counters.mirroredPixels == mirrored * size.pixelCount, "\(camera)")
      #expect(counters.equalPixels == equal * size.pixelCount, "\(camera)")
    }
    for camera in Self.cameras {
      let mirrors = camera.center.imaginary == 0 && camera.rotationDegrees.remainder(dividingBy: 180) == 0
      // With another phase, colours are others: frames 0, 1, 4 and 5 are alike, and 2 and 3.
      let equal = antialiasing == .none ? (mirrors ? 2 : 4) : (mirrors ? 1 : 2)
      try expectSame(
        [0, 0.25, 0], camera, size: FrameSize(width: 97, height: 61), format: .rgb24, mirrored: mirrors ? 3 : 0,
        equal: equal)
    }
    // Several tiles, folded and not.
    for camera in [Camera(), Camera(center: Complex(0.3, 0), width: 1)] {
      try expectSame(
        [0], camera, size: FrameSize(width: 256, height: 420), format: .yuv420, mirrored: 1, equal: 0)
    }
  }

  /// Renders `frames` one after the other, so that what can be taken is there, and each by itself; returns what the first took.
  private static func expectSamePictures(
    _ frames: [FrameParameters], _ size: FrameSize, _ format: PixelTarget.Format, _ antialiasing: Antialiasing,
    _ instructionSet: InstructionSet
  ) throws -> FieldCounters {
    let settings = FieldSettings(limits: EscapeLimits(maximumIterations: 80), instructionSet: instructionSet)
    let renderer = FrameRenderer(
      size: size, settings: settings, coloring: TestPicture.coloring, format: format, antialiasing: antialiasing)
    let alone = FrameRenderer(
      size: size, settings: settings, coloring: TestPicture.coloring, format: format, antialiasing: antialiasing)
    var planner = ReusePlanner(
      size: size, settings: settings, content: renderer.storedContent, frames: frames.indices
    ) { frames[$0] }
    for (index, parameters) in frames.enumerated() {
      let (taken, computed) = (TestPicture(size: size, format: format), TestPicture(size: size, format: format))
      let source = planner.source(ofFrame: index)
      try WorkStealingPool.run(workerCount: 2) { pool in
        pool.submit(renderer.job(parameters, source: source, into: taken.target)).wait()
        pool.submit(alone.job(parameters, into: computed.target)).wait()
      }
      #expect(taken.bytes == computed.bytes, "\(parameters)")
    }
    return renderer.counters
  }

  @Test("of lit frames with several samples, equal colours are taken, under the same light only")
  func lit() throws {
    let size = FrameSize(width: 97, height: 61)
    let settings = FieldSettings(
      limits: EscapeLimits(maximumIterations: 80), channels: FieldChannels(hasSlope: true))
    var coloring = TestPicture.coloring
    coloring.lighting = Lighting()
    let renderer = FrameRenderer(
      size: size, settings: settings, coloring: coloring, format: .rgb24,
      antialiasing: Antialiasing(mode: .grid(side: 2)))
    let frames = [(0, 10.0), (1, 10), (0, 10), (0, 200)].map { which, direction in
      FrameParameters(juliaConstant: Self.pair[which], light: Light(directionDegrees: direction))
    }
    var planner = ReusePlanner(
      size: size, settings: settings, content: renderer.storedContent, frames: frames.indices
    ) { frames[$0] }
    var pictures: [[UInt8]] = []
    for (index, parameters) in frames.enumerated() {
      let picture = TestPicture(size: size, format: .rgb24)
      let source = planner.source(ofFrame: index)
      try WorkStealingPool.run(workerCount: 2) {
        $0.submit(renderer.job(parameters, source: source, into: picture.target)).wait()
      }
      pictures.append(picture.bytes)
    }
    #expect(pictures[0] == pictures[2] && Set(pictures).count == 3)
    #expect(renderer.counters.equalPixels == size.pixelCount && renderer.counters.mirroredPixels == 0)
  }
}
