import Animation
import Foundation
import FractalMath
import Production
import TestSupport
import Testing

@Suite("Timing by the picture")
struct FilmTimingTests {
  /// c comes in from far away, where nothing changes, into the dust beside the rabbit.
  private static func preset(timing: String) throws -> Preset {
    let document = """
      { "version": 1, "title": "Timing", "duration": 4, "timing": "\(timing)",
        "output": { "width": 96, "height": 54, "frameRate": 25, "dither": "none" },
        "c": { "keyframes": [{ "time": 0, "value": [-2.5, 2.5] }, { "time": 4, "value": [-0.2, 0.7] }],
          "interpolation": "linear" } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "timing.json")
  }

  /// The largest change of light from a frame to the next over the mean one.
  private static func unevenness(timing: String) throws -> Double {
    let timeline = try FilmTimeline.measured(preset(timing: timing), workerCount: 2)
    let (recording, _) = try FilmProduction(
      timeline: timeline, frames: 0..<timeline.frameCount, options: RenderingOptions(workerCount: 2)
    ).record()
    let light = recording.pixels.map { pixels in
      pixels.prefix(96 * 54).map { SRGBTransfer.linear(min(max((Double($0) - 16) / 219, 0), 1)) }
    }
    let changes = zip(light, light.dropFirst()).map { one, other in
      zip(one, other).reduce(0.0) { sum, pair in sum + (pair.0 - pair.1) * (pair.0 - pair.1) }.squareRoot()
    }
    return (changes.max() ?? 0) * Double(changes.count) / changes.reduce(0, +)
  }

  @Test("halves the largest change, taken over the mean one, of a film that changes unevenly")
  func even() throws {
    let (written, visual) = (try Self.unevenness(timing: "written"), try Self.unevenness(timing: "visual"))
    #expect(visual < written / 2, "\(written) \(visual)")
  }

  @Test("is the same for any number of workers, frame by frame")
  func workers() throws {
    let preset = try Self.preset(timing: "visual")
    let films = try [1, 3].map { try FilmTimeline.measured(preset, workerCount: $0) }
    #expect((0..<100).allSatisfy { films[0].frame(at: $0) == films[1].frame(at: $0) })
  }
}

extension FilmTimingTests {
  @Test("a film of endless orbits is looked at in fewer pictures, which is said, and with any workers it is the same")
  func endless() throws {
    let document = """
      { "version": 1, "title": "Endless", "duration": 10, "timing": "visual", "camera": { "width": 0.6 },
        "output": { "width": 16384, "height": 16384, "frameRate": 10 }, "fractal": { "maximumIterations": 10000000 },
        "c": { "keyframes": [
          { "time": 0, "value": [0.25, 0] }, { "time": 1, "value": [0.2501, 0] }, { "time": 2, "value": [0.25, 0.0001] },
          { "time": 3, "value": [-0.75, 0] },
          { "time": 4, "value": [-0.75, 0.001] }, { "time": 10, "value": [0.25, 0] }] } }
      """
    let preset = try Preset.load(bytes: Array(document.utf8), name: "endless.json")
    let films = try [1, 3].map { try FilmTimeline.measured(preset, workerCount: $0) }
    #expect(films.allSatisfy { $0.timingWarning?.hasPrefix("timing: ") == true })
    #expect((0..<100).allSatisfy { films[0].frame(at: $0) == films[1].frame(at: $0) })
  }

  @Test("films that ship are looked at as finely as ever")
  func shipped() throws {
    let visual = Repository.files(below: "presets", suffix: ".json").compactMap { file in
      try? Preset.load(bytes: Array(Data(contentsOf: file)), name: file.lastPathComponent)
    }.filter { $0.timing == .visual }
    #expect(visual.count >= 5)
    for preset in visual {
      #expect(try FilmTimeline.measured(preset, workerCount: 2).timingWarning == nil, "\(preset.title)")
    }
  }
}
