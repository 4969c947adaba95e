import Animation
import Testing

@Suite("Presets that extend others")
struct PresetInheritanceTests {
  private static let base = """
    { "version": 1, "title": "Base", "duration": 10,
      "output": { "width": 64, "quality": 50 },
      "c": { "path": "circle", "radius": 0.5, "turns": 3 },
      "camera": { "width": { "keyframes": [{ "time": 0, "value": 4 }, { "time": 5, "value": 2 }] } } }
    """

  /// Loads `film.json`; what it extends is found among `others` by name.
  private static func load(
    _ document: String, others: [String: String] = ["base": base], overrides: [Override] = []
  ) throws(PresetError) -> Preset {
    try FilmFixture.load(document, others: others, overrides: overrides)
  }

  private static func errors(_ document: String, others: [String: String] = ["base": base], overrides: [Override] = [])
    -> [String]
  {
    FilmFixture.errors(in: document, others: others, overrides: overrides)
  }

  private static func circle(_ preset: Preset) -> CirclePath? {
    if case .circle(let circle) = preset.juliaConstant { circle } else { nil }
  }

  @Test("what a preset does not say is taken from the one that it extends, objects key by key")
  func merges() throws {
    let preset = try Self.load(#"{ "extends": "base", "title": "Mine", "c": { "radius": 0.25 } }"#)
    #expect(preset.title == "Mine" && preset.durationSeconds == 10 && preset.output.size.width == 64)
    #expect(Self.circle(preset)?.radius == .constant(0.25) && Self.circle(preset)?.turns == 3)
  }

  @Test("arrays are replaced whole")
  func arrays() throws {
    let preset = try Self.load(
      #"{ "extends": "base", "camera": { "width": { "keyframes": [{ "time": 0, "value": 1 }] } } }"#)
    #expect(preset.camera.width == .keyframes([try #require(preset.firstWidth)], interpolation: .log))
    #expect(preset.firstWidth?.value == 1.0)
  }

  @Test(
    "an object of another kind takes the whole place",
    arguments: [#"{ "keyframes": [{ "time": 0, "value": [0, 1] }] }"#, "[0, 1]", #"{ "path": "circle", "phase": 7 }"#])
  func kinds(c: String) throws {
    let preset = try Self.load("{ \"extends\": \"base\", \"c\": \(c) }")
    let isSameKind = c.contains("circle")
    #expect((Self.circle(preset)?.turns == 3) == isSameKind)
  }

  @Test("of keys that exclude each other, the nearer document's wins, and an override over both")
  func precedence() throws {
    let preset = try Self.load(#"{ "extends": "base", "output": { "crf": 9 } }"#)
    #expect(preset.output.rateControl == .constantRateFactor(9))
    let further = try Self.load(
      #"{ "extends": "middle" }"#,
      others: ["base": Self.base, "middle": #"{ "extends": "base", "output": { "crf": 4 } }"#])
    #expect(further.output.rateControl == .constantRateFactor(4))
    let quality = Override(path: "output.quality", value: "7", origin: "--quality")
    let overridden = try Self.load(#"{ "extends": "base", "output": { "crf": 9 } }"#, overrides: [quality])
    #expect(overridden.output.rateControl == .quality(7))
  }

  @Test("a preset may fit what it extends, or give it a width")
  func fit() throws {
    let fitted = try Self.load(#"{ "extends": "base", "camera": { "fit": true } }"#)
    #expect(fitted.camera.fit == .whole(margin: 0.05))
    let wide = try Self.load(
      #"{ "extends": "middle", "camera": { "width": 2 } }"#,
      others: ["base": Self.base, "middle": #"{ "extends": "base", "camera": { "fit": true } }"#])
    #expect(wide.camera.fit == nil && wide.camera.width == .constant(2.0))
  }

  @Test("overrides reach into what is inherited")
  func overrides() throws {
    let value = Override(path: "camera.width.keyframes[1].value", value: "3", origin: "--set")
    let preset = try Self.load(#"{ "extends": "base" }"#, overrides: [value])
    #expect(Timeline(preset).parameters(atSeconds: 5).camera.width == 3)
  }

  @Test("the canonical form has everything resolved")
  func canonical() throws {
    let preset = try Self.load(#"{ "extends": "base", "title": "Mine" }"#)
    #expect(!preset.canonicalJSON.contains("extends"))
    #expect(try Preset.load(bytes: Array(preset.canonicalJSON.utf8), name: "canonical") == preset)
  }

  @Test("presets that extend each other in a circle are told with the whole way round")
  func circle() {
    #expect(
      Self.errors(#"{ "extends": "film.json" }"#) == [
        "film.json:1:14: extends: presets extend each other in a circle: film.json → film.json"
      ])
    let others = ["a": #"{ "extends": "b" }"#, "b": "{\n \"extends\": \"a\" }"]
    #expect(
      Self.errors(#"{ "extends": "a", "title": 5 }"#, others: others) == [
        "film.json:1:28: title: found the number 5; allowed: a string that is not empty",
        "b:2:13: extends: presets extend each other in a circle: a → b → a",
      ])
  }

  @Test("errors name the document in which they stand, with line and column")
  func places() {
    let others = ["base": "{ \"version\": 1, \"title\": \"\",\n  \"duration\": -1, \"c\": [0, 1] }"]
    #expect(
      Self.errors("{\n \"extends\": \"base\", \"loop\": \"wrapp\" }", others: others) == [
        "film.json:2:29: loop: “wrapp” is unknown; did you mean \"wrap\"? Allowed: \"none\", \"wrap\", \"pingpong\"",
        "base:1:26: title: found the string “”; allowed: a string that is not empty",
        "base:2:15: duration: -1 is out of range; allowed: a number above 0 and at most 86400, or \"audio\"",
      ])
  }

  @Test(
    "a document that cannot be extended is told once, without what it would have had",
    arguments: [
      (
        ["base": "[1]"],
        "base:1:1: this is not a preset; allowed in an extended document: an object with keys of presets only"
      ),
      (["base": "{ nothing }"], "base:1:3: this is not JSON, as an extended preset must be"),
      ([:], "film.json:1:14: extends: base: no such file"),
    ])
  func unusable(others: [String: String], message: String) {
    #expect(Self.errors(#"{ "extends": "base" }"#, others: others) == [message])
  }

  @Test("a name that is none is an error of form, and an override of it one of use")
  func notAName() {
    let good = #""version": 1, "title": "T", "duration": 1, "c": [0, 1]"#
    #expect(
      Self.errors("{ \"extends\": 3, \(good) }") == [
        "film.json:1:14: extends: found the number 3; allowed: a string that is not empty"
      ])
    let override = Override(path: "extends", value: "base", origin: "--set extends")
    #expect(
      Self.errors("{ \(good) }", overrides: [override]) == [
        "--set extends: cannot be overridden; allowed: a preset that extends another"
      ])
    #expect(
      Self.errors(FilmFixture.document().replacing("{\"version\"", with: "{\"extends\":\"b\",\"version\""), others: [:])
        == ["film.json:1:12: extends: b: no such file"])
  }

  @Test("without a way to find others, a preset that extends one is refused")
  func noFinder() {
    #expect(
      FilmFixture.errors(in: #"{ "extends": "base" }"#) == [
        "film.json:1:14: extends: no other preset can be read here"
      ])
  }
}

extension Preset {
  fileprivate var firstWidth: Keyframe<PlaneLength>? {
    if case .keyframes(let keyframes, _) = camera.width.base { keyframes.first } else { nil }
  }
}
