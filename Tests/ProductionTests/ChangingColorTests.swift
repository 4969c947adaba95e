import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("Films whose colours change")
struct ChangingColorTests {
  /// The constant stays, or goes there and back; the palette and the interior's colour change.
  private static func film(
    mode: String = "none", c: String = "[-0.4, 0.6]",
    palette: String = #"{"keyframes":[{"time":0,"value":"ember"},{"time":1,"value":"glacier"}]}"#,
    interior: String = ##"{"keyframes":[{"time":0,"value":"#000000"},{"time":1,"value":"#204060"}]}"##
  ) throws -> Preset {
    let document = """
      { "version": 1, "title": "Colours", "antialiasing": { "mode": "\(mode)" }, "duration": 1,
        "output": { "width": 64, "height": 36, "frameRate": 24 }, "fractal": { "maximumIterations": 60 },
        "c": \(c), "shading": { "palette": \(palette), "interior": \(interior) } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "colours.json")
  }

  private static let backAndForth =
    #"{"keyframes":[{"time":0,"value":[-0.4,0.6]},{"time":0.5,"value":[-0.4,-0.6]},{"time":1,"value":[-0.4,0.6]}],"interpolation":"linear"}"#

  @Test(
    "they have the same pixels with and without what is reused, for any number of workers",
    arguments: ["none", "adaptive", "grid"], ["[-0.4, 0.6]", backAndForth])
  func reuse(mode: String, c: String) throws {
    let preset = try Self.film(mode: mode, c: c)
    var plain = FilmFixture.production(preset, workers: 1)
    plain.options.shortcuts.subtract([.mirroredFrames, .equalFields])
    let expected = try plain.record().recording.pixels
    #expect(Set(expected).count == 24, "each frame has colours of its own")
    for workers in [1, 3] {
      #expect(
        try FilmFixture.production(preset, workers: workers).record().recording.pixels == expected, "\(workers) workers"
      )
    }
  }

  @Test("while only they change, the field is computed once, and with anti-aliasing its samples are kept")
  func counts() throws {
    let report = try FilmFixture.production(Self.film(), workers: 1).record().report
    #expect(report.field.equalPixels == 23 * 64 * 36)
    let sampled = try FilmFixture.production(Self.film(mode: "grid"), workers: 1).record().report
    #expect(sampled.field.equalPixels == 23 * 64 * 36)
  }

  @Test("a frame at a keyframe is that of a film of its colours alone")
  func ends() throws {
    let changing = try FilmFixture.production(Self.film(mode: "adaptive"), workers: 1).record().recording.pixels
    let still = try Self.film(mode: "adaptive", palette: "\"ember\"", interior: "\"#000000\"")
    #expect(try FilmFixture.production(still, workers: 1).record().recording.pixels.first == changing.first)
  }

  @Test("an estimate of flashes sees colours that change")
  func flashes() throws {
    let keys = (0..<20).map {
      "{\"time\":\(Double($0) / 20),\"value\":\($0.isMultiple(of: 2) ? "\"#000000\"" : "\"#ffffff\"")}"
    }
    let interior = "{\"keyframes\":[\(keys.joined(separator: ","))],\"interpolation\":\"hold\"}"
    let flashing = try Self.film(c: "[0, 0]", interior: interior)
    #expect(try !FilmSafety(FilmTimeline(flashing), workerCount: 1).flashes.isEmpty)
    #expect(try FilmSafety(FilmTimeline(Self.film(c: "[0, 0]")), workerCount: 1).flashes.isEmpty)
  }

  @Test("each number of changing colours is part of a frame's identity")
  func identity() throws {
    let timeline = Timeline(try Self.film())
    let all = (0..<24).map { timeline.parameters(at: $0) }
    var keys: Set<[UInt8]> = []
    for parameters in all {
      var bytes: [UInt8] = []
      SegmentKeys.append(parameters, to: &bytes)
      keys.insert(bytes)
    }
    #expect(Set(all).count == 24 && keys.count == 24)
  }
}
