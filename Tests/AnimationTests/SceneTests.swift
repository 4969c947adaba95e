import Animation
import Testing

@Suite("Films of several scenes")
struct SceneTests {
  private static let documents = [
    "circle": """
    { "version": 1, "title": "Circle", "duration": 4, "loop": "wrap", "output": { "width": 33, "frameRate": 7 },
      "c": { "path": "circle", "radius": 0.5 }, "audio": { "file": "song.wav" } }
    """,
    "line": """
    { "version": 1, "title": "Line", "duration": 3, "antialiasing": { "mode": "none" },
      "c": { "keyframes": [{ "time": 0, "value": [0, 0] }, { "time": 3, "value": [0.3, 0] }] } }
    """,
  ]

  /// A film of 10 frames a second with these scenes.
  private static func document(_ scenes: String, more: String = "") -> String {
    """
    { "version": 1, "title": "Film", "output": { "width": 64, "height": 36, "frameRate": 10 }, \(more)
    "scenes": [\(scenes)] }
    """
  }

  private static func load(_ document: String, overrides: [Override] = []) throws(PresetError) -> Preset {
    try FilmFixture.load(document, others: documents, overrides: overrides)
  }

  private static func errors(_ document: String, overrides: [Override] = []) -> [String] {
    FilmFixture.errors(in: document, others: documents, overrides: overrides)
  }

  @Test("scenes follow one another, each with the frames of its own film; size and rate are the film's")
  func frames() throws {
    let preset = try Self.load(
      Self.document(#"{ "preset": "circle", "start": 1, "duration": 5 }, { "preset": { "extends": "line" } }"#))
    let film = FilmTimeline(preset)
    #expect(film.frameCount == 80 && preset.durationSeconds == 8 && film.size.width == 64)
    #expect(film.solos == [0..<50, 50..<80])
    let (circle, line) = (film.scenes[0], film.scenes[1])
    #expect(circle.frameRate.numerator == 10 && circle.frameCount == 40 && line.frameCount == 30)
    // The loop goes on at its start.
    for (frame, own) in [(0, 10), (29, 39), (30, 0), (49, 19)] {
      #expect(film.frame(at: frame) == FilmFrame(scene: 0, circle.parameters(at: own)))
    }
    for frame in [50, 79] {
      #expect(film.frame(at: frame) == FilmFrame(scene: 1, line.parameters(at: frame - 50)))
      #expect(film.frame(atSeconds: Double(frame) / 10) == film.frame(at: frame))
    }
    #expect(preset.scenes.allSatisfy { $0.preset.audio == nil })
  }

  @Test("a dissolve overlaps both scenes, and its shares rise evenly; a fade takes turns")
  func transitions() throws {
    let film = FilmTimeline(
      try Self.load(
        Self.document(
          """
          { "preset": "line", "transition": { "kind": "fade", "duration": 0.4, "color": "#fff" } },
          { "preset": "circle", "transition": { "kind": "dissolve", "duration": 0.3 } },
          { "preset": "line", "transition": { "kind": "fade", "duration": 0.5 } }
          """)))
    #expect(film.frameCount == 30 + 40 - 3 + 30)
    let shares = (0..<film.frameCount).map { film.frame(at: $0).transition?.share ?? 0 }
    let whole = FilmFrame.Transition.whole
    #expect(shares[..<5] == [whole * 7 / 8, whole * 5 / 8, whole * 3 / 8, whole / 8, 0])
    #expect(shares[26..<31] == [0, whole * 3 / 4, whole / 2, whole / 4, 0])
    for frame in 27..<30 {
      guard case .scene(0, let old)? = film.frame(at: frame).transition?.other else {
        Issue.record("frame \(frame) shows no older scene")
        continue
      }
      #expect(film.frame(at: frame).scene == 1 && old == film.scenes[0].parameters(at: frame))
    }
    #expect(shares[64..<71] == [0, 16384, 49152, 54613, 32768, 10923, 0])
    #expect(film.solos == [4..<27, 30..<65, 70..<97])
  }

  @Test("what the film says of anti-aliasing and shutter holds in all scenes; otherwise each has its own")
  func common() throws {
    let scenes = #"{ "preset": "circle" }, { "preset": "line" }"#
    let own = try Self.load(Self.document(scenes))
    #expect(own.scenes.map(\.preset.antialiasing.mode) == [.adaptive, .none])
    let common = try Self.load(
      Self.document(scenes, more: #""antialiasing": { "mode": "grid" }, "shutter": { "angle": 90 },"#))
    #expect(common.scenes.map(\.preset.antialiasing.mode) == [.grid, .grid])
    #expect(FilmTimeline(common).scenes.allSatisfy { $0.opensShutter })
  }

  @Test("a film with scenes is read again from its canonical form, and equal")
  func canonical() throws {
    let preset = try Self.load(
      Self.document(
        #"{ "name": "a", "preset": "circle" }, { "preset": "line", "transition": { "kind": "dissolve", "duration": 0.3 } }"#,
        more: #""antialiasing": { "mode": "none" }, "audio": { "file": "b.wav" },"#))
    let again = try Preset.load(bytes: Array(preset.canonicalJSON.utf8), name: "canonical")
    #expect(again == preset)
    #expect(again.canonicalJSON == preset.canonicalJSON)
  }

  @Test("one of its scenes is a film without transitions, by name or number")
  func ofScene() throws {
    let preset = try Self.load(
      Self.document(
        #"{ "name": "a", "preset": "circle", "duration": 1 }, { "name": "1", "preset": "line", "transition": { "kind": "fade" } }"#
      ))
    #expect(preset.ofScene("a")?.frameCount == 10 && preset.ofScene("2")?.frameCount == 30)
    #expect(preset.ofScene("1")?.scenes[0].name == "1" && preset.ofScene("2")?.scenes[0].transition == nil)
    #expect(["3", "0", "-1", "", "b"].allSatisfy { preset.ofScene($0) == nil })
  }

  @Test("another pace moves scenes and transitions along")
  func pace() throws {
    let preset = try Self.load(
      Self.document(
        #"{ "preset": "circle", "start": 1 }, { "preset": "line", "transition": { "kind": "dissolve", "duration": 0.4 } }"#
      ),
      overrides: [Override(pace: .speed(0.5), origin: "--speed")])
    let film = FilmTimeline(preset)
    #expect(film.frameCount == 112 && film.solos == [0..<52, 60..<112])
    #expect(film.frame(at: 0).parameters.juliaConstant == film.scenes[0].parameters(at: 20).juliaConstant)
  }

  @Test(
    "what is wrong is told with its scene, line and column",
    arguments: [
      (#"{ "preset": "missing" }"#, "film.json:2:24: scenes[0].preset: missing: no such file"),
      (
        #"{ "preset": "film.json" }"#,
        "film.json:2:24: scenes[0].preset: presets extend each other in a circle: film.json → film.json"
      ),
      (
        #"{ "preset": 7 }"#,
        "film.json:2:24: scenes[0].preset: found the number 7; allowed: a preset's path or name, or an object that is a preset"
      ),
      (
        #"{}"#,
        "film.json:2:12: scenes[0].preset: this key is required; allowed: a preset's path or name, or an object that is a preset"
      ),
      (
        #"{ "preset": { "extends": "line", "c": [0] } }"#,
        "film.json:2:50: scenes[0].preset.c: found an array of 1; allowed: a point [re, im] with modulus at most 4, or keyframes, or a path such as {\"path\": \"circle\"}, or a base with a song"
      ),
      (
        #"{ "preset": { "extends": "line", "output": {} } }"#,
        "film.json:2:55: scenes[0].preset.output: belongs to the whole film"
      ),
      (
        #"{ "preset": "line", "start": 3 }"#,
        "film.json:2:41: scenes[0].start: 3 is after the end of the scene's own film, which has 3 s"
      ),
      (
        #"{ "preset": "line", "start": 1, "duration": 2.5 }"#,
        "film.json:2:56: scenes[0].duration: its own film has 2 s from there and is no loop; allowed: at most that"
      ),
      (
        #"{ "preset": "circle", "duration": 0.01 }"#,
        "film.json:2:46: scenes[0].duration: this is less than half a frame"
      ),
      (
        #"{ "preset": "line", "transition": { "kind": "dissolve" } }"#,
        "film.json:2:56: scenes[0].transition.kind: there is no scene before the first; allowed: \"fade\""
      ),
      (
        #"{ "preset": "line" }, { "preset": "line", "transition": { "kind": "dissolve", "duration": 4 } }"#,
        "film.json:2:102: scenes[1].transition.duration: the scene of 30 frames is too short for its transitions, which take 40 of them"
      ),
      (
        ##"{ "preset": "line", "transition": { "kind": "dissolve", "color": "#fff" } }"##,
        "film.json:2:77: scenes[0].transition.color: only a \"fade\" has a colour"
      ),
    ])
  func wrong(scenes: String, message: String) {
    #expect(Self.errors(Self.document(scenes)).first == message)
  }

  @Test(
    "keys of one scene beside scenes are refused where they stand, also in an override, and dropped where they are inherited"
  )
  func keysOfScenes() throws {
    let scenes = #"{ "preset": "line" }"#
    #expect(
      Self.errors(Self.document(scenes, more: #""shading": {},"#)) == [
        "film.json:1:103: shading: belongs to a scene, in a film with scenes; allowed: scenes[0].preset.shading, for instance"
      ])
    #expect(
      Self.errors(
        Self.document(scenes), overrides: [Override(path: "c", value: "[0,0]", origin: "--set c")]) == [
          "--set c: belongs to a scene, in a film with scenes; allowed: scenes[0].preset.c, for instance"
        ])
    let extending = try Self.load(#"{ "extends": "circle", "audio": null, "scenes": [{ "preset": "line" }] }"#)
    #expect(extending.output.size.width == 33 && extending.frameCount == 21)
    let changed = try Self.load(
      Self.document(scenes), overrides: [Override(path: "scenes[0].preset.c", value: "[0,1]", origin: "--set")])
    #expect(FilmTimeline(changed).frame(at: 7).parameters.juliaConstant.imaginary == 1)
  }
}
