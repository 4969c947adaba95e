import Animation
import Foundation
import FractalMath
import Production
import TestSupport
import Testing

@Suite("Rendered films of several scenes")
struct SceneFilmTests {
  private static func film(
    antialiasing: String = #""mode": "none""#,
    transition: String = #", "transition": { "kind": "dissolve", "duration": 0.2 }"#
  ) throws -> Preset {
    let document = """
      { "version": 1, "title": "Film", "output": { "width": 64, "height": 36, "frameRate": 25 },
        "antialiasing": { \(antialiasing) },
        "scenes": [
          { "preset": { "version": 1, "title": "One", "duration": 0.6, "loop": "wrap",
              "fractal": { "maximumIterations": 60 }, "c": { "path": "circle", "radius": 0.7885 } } },
          { "preset": { "version": 1, "title": "Two", "duration": 0.8, "fractal": { "maximumIterations": 90 },
              "c": [-0.4, 0.6], "camera": { "rotation": 30 },
              "shading": { "algorithm": "distance", "palette": "ember", "light": { "ambient": 0.4 } } }\(transition) }
        ] }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "film.json")
  }

  private static func pixels(of preset: Preset, frame: Int) throws -> [UInt8] {
    let timeline = FilmTimeline(preset)
    let production = StillProduction(timeline: timeline, options: RenderingOptions(workerCount: 2))
    let picture = try production.picture(timeline.frame(at: frame))
    let plane = picture.planes[0]
    return (0..<36).flatMap { row in
      Array(UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: 3 * 64))
    }
  }

  @Test(
    "frames without a transition are those of the scene's own film",
    arguments: [#""mode": "none""#, #""mode": "adaptive""#])
  func ownFrames(antialiasing: String) throws {
    let film = try Self.film(antialiasing: antialiasing)
    #expect(try Self.pixels(of: film, frame: 7) == Self.pixels(of: film.scenes[0].preset, frame: 7))
    #expect(try Self.pixels(of: film, frame: 20) == Self.pixels(of: film.scenes[1].preset, frame: 10))
  }

  @Test(
    "a dissolve is the mean light of both pictures, by their shares",
    arguments: [#""mode": "none""#, #""mode": "adaptive""#, #""mode": "grid", "samples": 4"#])
  func dissolve(antialiasing: String) throws {
    let film = try Self.film(antialiasing: antialiasing)
    let frame = 12
    let shown = FilmTimeline(film).frame(at: frame)
    let share = Double(try #require(shown.transition).share) / Double(FilmFrame.Transition.whole)
    let old = try Self.pixels(of: film.scenes[0].preset, frame: 12)
    let new = try Self.pixels(of: film.scenes[1].preset, frame: 2)
    let mixed = try Self.pixels(of: film, frame: frame)
    let differences = zip(zip(old, new), mixed).map { both, mixed in
      let light =
        share * SRGBTransfer.linear(Double(both.0) / 255) + (1 - share) * SRGBTransfer.linear(Double(both.1) / 255)
      return abs(255 * SRGBTransfer.encoded(light) - Double(mixed))
    }
    // Both pictures are rounded before this sum, but not in the film: most in dark colours.
    #expect(differences.reduce(0, +) / Double(differences.count) < 0.6)
    #expect(differences.max() ?? 255 < 8)
    #expect(old != new && mixed != old && mixed != new)
  }

  @Test("a fade of a share of all light but one part is nearly the colour")
  func fade() throws {
    let film = try Self.film(transition: ##", "transition": { "kind": "fade", "duration": 0.4, "color": "#ff8000" }"##)
    let middle = try Self.pixels(of: film, frame: 15)
    let share = try #require(FilmTimeline(film).frame(at: 15).transition).share
    #expect(share > FilmFrame.Transition.whole * 8 / 10)
    let (red, blue) = (stride(from: 0, to: middle.count, by: 3), stride(from: 2, to: middle.count, by: 3))
    #expect(red.allSatisfy { middle[$0] >= 230 } && blue.allSatisfy { middle[$0] < 130 })
  }

  @Test(
    "any number of workers makes the same film, and a segment of one scene has the key that it has in that scene's film"
  )
  func workersAndKeys() throws {
    let film = try Self.film(antialiasing: #""mode": "adaptive""#)
    let recordings = try [1, 2, 3, 8].map { workers in
      try FilmFixture.production(film, workers: workers).record().recording.pixels
    }
    #expect(recordings.allSatisfy { $0 == recordings[0] && $0.count == 30 })
    for frame in [3, 12, 25] { #expect(recordings[0][frame].count == 64 * 36 * 3 / 2) }

    #expect(try Self.key(film, 0..<10) == Self.key(film.scenes[0].preset, 0..<10))
    #expect(try Self.key(film, 16..<20) == Self.key(film.scenes[1].preset, 6..<10))
    let mixed = try Self.key(film, 8..<18)
    #expect(try mixed != Self.key(Self.film(antialiasing: #""mode": "adaptive""#, transition: ""), 8..<18))
    #expect(try mixed == Self.key(Self.film(antialiasing: #""mode": "adaptive""#), 8..<18))
  }

  private static func key(_ preset: Preset, _ frames: Range<Int>) throws -> ContentHash {
    let options = RenderingOptions(workerCount: 1, instructionSet: .baseline)
    let timeline = FilmTimeline(preset)
    let encoder = try EncoderIdentity(.init(), layout: .yuv420, frameRate: timeline.frameRate)
    return try SegmentKeys(preset: preset, timeline: timeline, options: options, encoder: encoder).key(ofFrames: frames)
  }
}
