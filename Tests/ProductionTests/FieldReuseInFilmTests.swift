import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("Fields that films take from earlier frames")
struct FieldReuseInFilmTests {
  /// c once round in 24 frames, the palette standing still.
  private static func loop(camera: String = "{}", mode: String = "none") throws -> Preset {
    let document = """
      { "version": 1, "title": "Loop", "antialiasing": { "mode": "\(mode)" }, "duration": 1, "loop": "wrap", "camera": \(camera),
        "output": { "width": 258, "height": 146, "frameRate": 24 }, "fractal": { "maximumIterations": 60 },
        "c": { "path": "circle", "radius": 0.7885 } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "loop.json")
  }

  /// The constant stays, the palette turns.
  private static func hold(mode: String = "none") throws -> Preset {
    let document = """
      { "version": 1, "title": "Hold", "antialiasing": { "mode": "\(mode)" }, "duration": 1, "output": { "width": 64, "height": 36, "frameRate": 30 },
        "c": [-0.4, 0.6], "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 1, "value": 1 }] } } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "hold.json")
  }

  private static func withoutReuse(_ preset: Preset) throws -> [[UInt8]] {
    var production = FilmFixture.production(preset, workers: 1)
    production.options.shortcuts.subtract([.mirroredFrames, .equalFields])
    let (recording, report) = try production.record()
    #expect(report.field.mirroredPixels == 0 && report.field.equalPixels == 0 && report.largestFieldStoreBytes == 0)
    return recording.pixels
  }

  @Test(
    "a loop has the same pixels with and without, for any number of workers and any memory",
    arguments: [
      "{}", #"{ "rotation": 180 }"#, #"{ "center": [0.3, 0], "width": 1 }"#, #"{ "center": [0.3, 0.2], "width": 1 }"#,
      #"{ "rotation": 30 }"#,
    ])
  func samePixels(camera: String) throws {
    let preset = try Self.loop(camera: camera)
    let plain = try Self.withoutReuse(preset)
    for workers in [1, 2, 5] {
      for bytes in [0, 80_000, 400_000, RenderingOptions.defaultFieldStoreBytes] {
        var production = FilmFixture.production(preset, workers: workers)
        production.options.fieldStoreBytes = bytes
        let (recording, report) = try production.record()
        #expect(recording.pixels == plain, "\(workers) workers, \(bytes) bytes")
        #expect(report.fieldStoreBytes == bytes && report.largestFieldStoreBytes <= bytes)
        let field = report.field
        #expect(
          field.computedPixels + field.certifiedPixels + field.copiedPixels + field.mirroredPixels + field.equalPixels
            == 24 * 258 * 146)
      }
    }
  }

  @Test("of a loop that one worker renders, eleven of twenty-four frames are mirrored; a turned camera has none")
  func counts() throws {
    let report = try FilmFixture.production(Self.loop(), workers: 1).record().report
    #expect(report.field.mirroredPixels == 11 * 258 * 146 && report.field.equalPixels == 0)
    #expect(report.largestFieldStoreBytes > 0)
    let turned = try FilmFixture.production(Self.loop(camera: #"{ "rotation": 30 }"#), workers: 1).record().report
    #expect(turned.field.mirroredPixels == 0 && turned.largestFieldStoreBytes == 0)
  }

  @Test("with anti-aliasing, the colours of a loop's frames are taken as their fields are without, and no byte differs")
  func antialiased() throws {
    let preset = try Self.loop(mode: "adaptive")
    let plain = try Self.withoutReuse(preset)
    for bytes in [0, 400_000, RenderingOptions.defaultFieldStoreBytes] {
      var production = FilmFixture.production(preset, workers: 1)
      production.options.fieldStoreBytes = bytes
      let (recording, report) = try production.record()
      #expect(recording.pixels == plain, "\(bytes) bytes")
      #expect(report.largestFieldStoreBytes <= bytes)
      // A frame's colours are eight bytes a pixel of the upper half and of the two rows in the middle.
      #expect(report.field.mirroredPixels == min(11, bytes / (258 * 74 * 8)) * 258 * 146)
    }
  }

  @Test("with anti-aliasing, samples are kept while the palette turns, within the room for them, and no byte differs")
  func antialiasedPhase() throws {
    let preset = try Self.hold(mode: "adaptive")
    let plain = try Self.withoutReuse(preset)
    var samples: [Int] = []
    for bytes in [0, 15 * 64 * 18, RenderingOptions.defaultFieldStoreBytes] {
      var production = FilmFixture.production(preset, workers: 1)
      production.options.fieldStoreBytes = bytes
      let (recording, report) = try production.record()
      #expect(recording.pixels == plain, "\(bytes) bytes")
      #expect(report.field.equalPixels == (bytes == 0 ? 0 : 29 * 64 * 36))
      #expect(report.largestFieldStoreBytes <= bytes)
      samples.append(report.field.samples)
    }
    #expect(samples[0] > samples[1] && samples[1] >= samples[2] && samples[0] > 2 * samples[2], "\(samples)")
  }

  @Test("while the constant is held and the palette turns, the field is computed once")
  func palette() throws {
    let preset = try Self.hold()
    let (recording, report) = try FilmFixture.production(preset, workers: 1).record()
    #expect(recording.pixels == (try Self.withoutReuse(preset)))
    #expect(report.repeatedFrames == 0)
    #expect(report.field.equalPixels == 29 * 64 * 36)
    #expect(report.largestFieldStoreBytes == 64 * 18 * 4)
  }

  @Test("frames that are shown again keep no field for themselves")
  func repeated() throws {
    let document = """
      { "version": 1, "title": "Still", "antialiasing": { "mode": "none" }, "duration": 1, "output": { "width": 32, "height": 18, "frameRate": 20 },
        "c": [-0.4, 0.6] }
      """
    let report = try FilmFixture.production(Preset.load(bytes: Array(document.utf8), name: "still.json")).record()
      .report
    #expect(report.repeatedFrames == 19)
    #expect(report.field.equalPixels == 0 && report.largestFieldStoreBytes == 0)
  }

  @Test("kept memory does not grow with the film")
  func bounded() throws {
    func largest(frames: Int) throws -> Int {
      var production = try FilmFixture.production(FilmFixture.preset(frames: frames, width: 32, height: 18))
      production.options.fieldStoreBytes = 12_000
      return try production.record().report.largestFieldStoreBytes
    }
    let field = 32 * 10 * 4
    #expect(try largest(frames: 100) == 12_000 / field * field)
    #expect(try largest(frames: 1000) == 12_000 / field * field)
  }

  @Test("a part of a film takes nothing from frames outside it")
  func part() throws {
    let preset = try Self.loop()
    let plain = try Self.withoutReuse(preset)
    let (recording, report) = try FilmFixture.production(preset, frames: 10..<16, workers: 1).record()
    #expect(recording.pixels == Array(plain[10..<16]))
    #expect(report.field.mirroredPixels == 2 * 258 * 146)
  }

  @Test("a film that is stopped among mirrored frames keeps the finished ones, each complete")
  func interrupted() throws {
    let preset = try FilmFixture.preset(frames: 200, width: 130, height: 74)
    let plain = try Self.withoutReuse(preset)
    let interruption = Interruption()
    let (recording, report) = try FilmFixture.production(preset).record(
      interruption: interruption, onFrame: { if $0 == 120 { interruption.request() } })
    #expect(report.isInterrupted && recording.isFinished)
    #expect(recording.frames == Array(0..<report.finishedFrames) && recording.frames.count >= 121)
    #expect(recording.pixels == Array(plain[..<report.finishedFrames]))
    #expect(report.field.mirroredPixels > 0)
  }
}
