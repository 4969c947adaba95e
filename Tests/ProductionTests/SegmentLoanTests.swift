import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("What segments lend each other")
struct SegmentLoanTests {
  /// Four seconds of a film that plays forth and back, or in which c goes once round.
  private static func preset(_ motion: String, mode: String = "none", output: String = "", shading: String = "{}")
    throws
    -> Preset
  {
    let document = """
      { "version": 1, "title": "Loans", "duration": 4, \(motion), "antialiasing": { "mode": "\(mode)" },
        "output": { "width": 96, "height": 54, "frameRate": 60 \(output) }, "shading": \(shading),
        "fractal": { "maximumIterations": 60 } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "loans.json")
  }

  private static let forthAndBack = """
    "loop": "pingpong", "c": { "keyframes": [{ "time": 0, "value": [-0.4, 0.6] }, { "time": 2, "value": [-0.7, 0.3] }] }
    """
  private static let onceRound = #""loop": "wrap", "c": { "path": "circle", "radius": 0.7885 }"#

  private static func make(
    _ preset: Preset, workers: Int, memory: Int, in folder: TemporaryFolder
  ) throws -> (bytes: Data, report: ProductionReport) {
    var production = FilmFixture.production(preset, workers: workers)
    production.options.fieldStoreBytes = memory
    let report = try production.run(to: FilmOutput(name: folder.file("film.mp4")), preset: preset)
    return (try Data(contentsOf: URL(fileURLWithPath: folder.file("film.mp4"))), report)
  }

  @Test(
    "a film that plays forth and back is rendered once, and its bytes depend neither on that, nor on workers, nor on memory"
  )
  func pictures() throws {
    let folder = try TemporaryFolder()
    let preset = try Self.preset(Self.forthAndBack, mode: "adaptive")
    let plain = try Self.make(preset, workers: 1, memory: 0, in: folder)
    #expect(plain.report.repeatedFrames == 0)
    for workers in [1, 2, 3, 8] {
      let made = try Self.make(preset, workers: workers, memory: RenderingOptions.defaultFieldStoreBytes, in: folder)
      #expect(made.bytes == plain.bytes, "\(workers) workers")
      // Frame 0 and the one in the middle have no equal.
      #expect(made.report.repeatedFrames == 119, "\(workers) workers")
    }
    let little = try Self.make(preset, workers: 1, memory: 100_000, in: folder)
    #expect(little.bytes == plain.bytes)
    #expect((1..<119).contains(little.report.repeatedFrames) && little.report.largestFieldStoreBytes <= 100_000)
  }

  @Test(
    "mirror images are taken from other segments, with one sample and with several, and no byte differs",
    arguments: ["none", "adaptive"], ["", #", "bitDepth": 10"#, #", "chroma": "4:4:4""#, #", "dither": "blue-noise""#])
  func mirrored(mode: String, output: String) throws {
    let folder = try TemporaryFolder()
    let preset = try Self.preset(Self.onceRound, mode: mode, output: output)
    let plain = try Self.make(preset, workers: 1, memory: 0, in: folder)
    #expect(plain.report.field.mirroredPixels == 0)
    let one = try Self.make(preset, workers: 1, memory: RenderingOptions.defaultFieldStoreBytes, in: folder)
    #expect(one.bytes == plain.bytes)
    #expect(one.report.field.mirroredPixels == 119 * 96 * 54 && one.report.repeatedFrames == 0)
    for workers in [2, 3, 8] {
      for memory in [300_000, RenderingOptions.defaultFieldStoreBytes] {
        let made = try Self.make(preset, workers: workers, memory: memory, in: folder)
        #expect(made.bytes == plain.bytes, "\(workers) workers, \(memory) bytes")
        #expect(made.report.field.mirroredPixels > 0 && made.report.largestFieldStoreBytes <= memory)
      }
    }
  }

  @Test("finished pictures are turned where nothing stands at a fixed place, and take less memory than fields")
  func turned() throws {
    let folder = try TemporaryFolder()
    func report(_ output: String) throws -> ProductionReport {
      try Self.make(
        try Self.preset(Self.onceRound, mode: "adaptive", output: output), workers: 1,
        memory: RenderingOptions.defaultFieldStoreBytes, in: folder
      ).report
    }
    // Pictures have 1.5 bytes a pixel, and whole cache lines for rows; colours 8 for each pixel of the upper half.
    let (pictures, colors) = (try report(""), try report(#", "dither": "blue-noise""#))
    #expect(2 * pictures.largestFieldStoreBytes < colors.largestFieldStoreBytes)
  }

  @Test("a picture in other colours, or in other light, is no mirror image")
  func appearance() throws {
    let folder = try TemporaryFolder()
    let turning = #"{ "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 4, "value": 1 }] } }"#
    for mode in ["none", "adaptive"] {
      let preset = try Self.preset(Self.onceRound, mode: mode, shading: turning)
      let plain = try Self.make(preset, workers: 2, memory: 0, in: folder)
      let lent = try Self.make(preset, workers: 2, memory: RenderingOptions.defaultFieldStoreBytes, in: folder)
      #expect(lent.bytes == plain.bytes)
      #expect((lent.report.field.mirroredPixels > 0) == (mode == "none"))
    }
  }

  @Test("a segment that equals another one backwards follows it at once; where none does, the film's order stays")
  func order() {
    func order(_ frameCount: Int, finished: Set<Int> = [], identity: (Int) -> Int) -> [Int] {
      EqualFrames(in: FilmCut(frames: 0..<frameCount, segmentLength: 30), finished: finished, identity: identity)
        .segmentOrder
    }
    #expect(order(240) { $0 } == Array(0..<8))
    #expect(order(240) { _ in 0 } == Array(0..<8))
    #expect(order(240) { min($0, 240 - $0) } == [0, 7, 1, 6, 2, 5, 3, 4])
    // Half of a segment equals one segment, half of it the next.
    #expect(order(255) { min($0, 255 - $0) } == [0, 8, 7, 1, 6, 2, 5, 3, 4])
    #expect(order(240, finished: [1, 5]) { min($0, 240 - $0) } == [0, 7, 2, 3, 4, 6])
  }
}
