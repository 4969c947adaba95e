import Animation
import FractalMath
import Production
import Testing

@Suite("Films that come from a colour and go to one")
struct FilmFadeTests {
  private static func film(_ keys: String, scenes: Bool = false) throws -> Preset {
    let own = """
      "duration": 2, "c": [-0.4, 0.6], "fractal": { "maximumIterations": 60 },
      "camera": { "rotation": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 2, "value": 90 }] } }
      """
    let scene = "{ \"preset\": { \"version\": 1, \"title\": \"s\", \(own) } }"
    let text = """
      { "version": 1, "title": "Fades", "output": { "width": 64, "height": 36, "frameRate": 10 }\(keys),
        \(scenes ? "\"scenes\": [\(scene), \(scene)]" : own) }
      """
    return try Preset.load(bytes: Array(text.utf8), name: "fades.json")
  }

  private static let fades = ##", "opening": { "duration": 0.5, "color": "#ff8000" }, "ending": { "duration": 1 }"##

  @Test(
    "the first and the last pictures are nearly the colours, and all between the fades are as without",
    arguments: [false, true])
  func fades(hasScenes: Bool) throws {
    let film = try Self.film(Self.fades, scenes: hasScenes)
    let plain = try Self.film("", scenes: hasScenes)
    let (faded, frames) = (
      try FilmFixture.production(film).record().recording.pixels,
      try FilmFixture.production(plain).record().recording.pixels
    )
    #expect(faded.count == frames.count && faded.count == (hasScenes ? 40 : 20))
    #expect(faded[5..<faded.count - 10] == frames[5..<frames.count - 10])
    #expect((0..<5).allSatisfy { faded[$0] != frames[$0] })
    let timeline = FilmTimeline(film)
    let shares = (0..<timeline.frameCount).map { timeline.frame(at: $0).transition?.share ?? 0 }
    #expect(shares[..<5].map { ($0 * 10 + 5) / FilmFrame.Transition.whole } == [9, 7, 5, 3, 1])
    #expect(shares.suffix(10) == shares.suffix(10).sorted()[...])
    #expect(shares[5..<shares.count - 10].allSatisfy { $0 == 0 })
    // Black at the end: the luma of most pixels is low.
    let luma = faded[faded.count - 1][..<(64 * 36)]
    #expect(luma.allSatisfy { $0 < 90 })
  }

  @Test("any number of workers makes the same fades")
  func workers() throws {
    let film = try Self.film(Self.fades)
    let recordings = try [1, 3, 8].map { try FilmFixture.production(film, workers: $0).record().recording.pixels }
    #expect(recordings.allSatisfy { $0 == recordings[0] })
  }

  @Test("fades that find no room are refused with what there is")
  func room() throws {
    for (keys, scenes, sentence) in [
      (
        ##", "opening": { "duration": 1.5 }, "ending": { "duration": 1 }"##, false,
        "15 frames, and the film has 10 for it"
      ),
      (##", "ending": { "duration": 2.5 }"##, true, "25 frames, and the film has 20 for it"),
    ] {
      let error = #expect(throws: PresetError.self) { try Self.film(keys, scenes: scenes) }
      #expect("\(String(describing: error))".contains(sentence), "\(String(describing: error))")
    }
  }

  @Test("a scene alone has no fades, and a film at half the speed has them twice as long")
  func variants() throws {
    let film = try Self.film(Self.fades, scenes: true)
    #expect(try !FilmTimeline(#require(film.ofScene("1"))).hasTransitions)
    let again = try Preset.load(bytes: Array(film.canonicalJSON.utf8), name: "again.json")
    #expect(again == film && film.opening?.color == SRGBColor(red: 255, green: 128, blue: 0))
  }
}
