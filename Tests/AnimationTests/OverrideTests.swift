import Animation
import ComplexModule
import FractalMath
import Testing

@Suite struct OverrideTests {
  private static let notAPath =
    "is not a path; allowed: keys with dots between them and indices in brackets, like c.keyframes[1].value"
  private let circle = FilmFixture.document(c: #"{"path":"circle"}"#)

  private func set(_ path: String, _ value: String) -> Override {
    Override(path: path, value: value, origin: "--set \(path)")
  }

  @Test("an override replaces a value, creates what is missing, and the last one wins")
  func replaces() throws {
    let preset = try FilmFixture.load(
      circle,
      overrides: [
        set("c.radius", "0.5"), set("c.radius", "0.8"), set("output.frameRate", "30000/1001"),
        set("shading.interior", "#ff0000"), set("shading.palette.cyclic", "false"), set("fractal.escapeRadius", "16"),
      ])
    guard case .circle(let path) = preset.juliaConstant else {
      Issue.record("c is no circle")
      return
    }
    #expect(path.radius == .constant(0.8))
    #expect(preset.output.frameRate.description == "30000/1001")
    #expect(preset.shading.interior == .flat(.constant(SRGBColor(red: 255, green: 0, blue: 0))))
    #expect(preset.shading.palette.values.allSatisfy { !$0.isCyclic })
    #expect(preset.fractal.limits.escapeRadius == 16)
  }

  @Test("an override reaches into arrays and may put a whole object")
  func containers() throws {
    let keys = FilmFixture.keyframes([(time: 0, value: "[0,1]"), (time: 5, value: "[0,0]")], "linear")
    let preset = try FilmFixture.load(
      FilmFixture.document(c: keys),
      overrides: [
        set("c.keyframes[1].value[0]", "-0.75"), set("camera.width", FilmFixture.keyframes([(1, 2)], "hold")),
      ])
    #expect(Timeline(preset).parameters(atSeconds: 5).juliaConstant.real == -0.75)
    #expect(Timeline(preset).parameters(atSeconds: 5).camera.width == 2)
  }

  @Test(
    "a path that leads nowhere is an error under the override's name",
    arguments: [
      (
        "c..radius",
        "--set c..radius: “c..radius” \(notAPath)"
      ),
      (
        "c[x]",
        "--set c[x]: “c[x]” \(notAPath)"
      ),
      (
        "c[-1]",
        "--set c[-1]: “c[-1]” \(notAPath)"
      ),
      (
        "",
        "--set : “” \(notAPath)"
      ),
      ("title.size", "--set title.size: the string “Test” has no key “size”"),
      ("c[0]", "--set c[0]: an object has no element [0]"),
      ("shading.palette.stops[0].at", "--set shading.palette.stops[0].at: an object has no element [0]"),
    ])
  func badPaths(path: String, message: String) {
    #expect(FilmFixture.errors(in: circle, overrides: [set(path, "1")]) == [message])
  }

  @Test("an index beyond the array is an error")
  func indexOutOfRange() {
    let errors = FilmFixture.errors(in: FilmFixture.document(), overrides: [set("c[2]", "1")])
    #expect(errors == ["--set c[2]: there is no element [2] in an array of 2; the first one is [0]"])
  }

  @Test("errors in overridden values name the override, those beside it the line")
  func origins() {
    let size = [
      Override(path: "output.width", value: "0", origin: "--size"), set("c.radius", "-1"), set("c.radiu", "1"),
    ]
    let errors = FilmFixture.errors(in: FilmFixture.document(duration: "0", c: #"{"path":"circle"}"#), overrides: size)
    #expect(
      errors == [
        "film.json:1:40: duration: 0 is out of range; allowed: a number above 0 and at most 86400, or \"audio\"",
        "--size: output.width: 0 is out of range; allowed: a whole number from 1 to 16384",
        "--set c.radiu: unknown key; did you mean \"radius\"? Allowed: path, center, radius, turns, phase",
        "--set c.radius: -1 is out of range; allowed: a number from 0 to 4, or a base with a song",
      ])
  }

  @Test("of quality and crf, the overridden one wins; two overrides exclude each other")
  func rateControl() throws {
    let quality = FilmFixture.document(output: #"{"quality":80}"#)
    let crf = FilmFixture.document(output: #"{"crf":20}"#)
    let setQuality = set("output.quality", "50")
    let setCRF = set("output.crf", "18")
    #expect(try FilmFixture.load(quality, overrides: [setCRF]).output.rateControl == .constantRateFactor(18))
    #expect(try FilmFixture.load(crf, overrides: [setQuality]).output.rateControl == .quality(50))
    #expect(
      FilmFixture.errors(in: quality, overrides: [setQuality, setCRF]) == [
        "--set output.crf: quality and crf exclude each other; allowed: one of them"
      ])
  }

  private static let zoom = #"[{"time":0,"center":[0,0],"width":1}]"#

  @Test("of keys of the camera that exclude each other, the overridden one takes the other's place")
  func camera() throws {
    func camera(_ json: String, _ overrides: Override...) throws -> CameraTracks {
      try FilmFixture.load(FilmFixture.document(camera: json), overrides: overrides).camera
    }
    let fitted = try camera(#"{"width":3,"center":[1,0]}"#, set("camera.fit", "true"))
    #expect(fitted.fit == .whole(margin: 0.05) && fitted.center == .constant(PlanePoint(Complex(1, 0))))
    #expect(try camera(#"{"width":3}"#, set("camera.fit", "figure")).fit == .figure)
    let plain = try camera(#"{"fit":true}"#, set("camera.width", "2"))
    #expect(plain.fit == nil && plain.width == .constant(2.0))
    #expect(try camera(#"{"width":3}"#, set("camera.fit", "false")).width == .constant(3.0))
    #expect(try camera(#"{"width":3,"center":[1,0]}"#, set("camera.zoomTo", Self.zoom)).zoom?.count == 1)
    #expect(try camera("{\"zoomTo\":\(Self.zoom)}", set("camera.width", "2")).zoom == nil)
    #expect(try camera("{\"zoomTo\":\(Self.zoom)}", set("camera.fit", "0.1")).fit == .whole(margin: 0.1))
    #expect(
      FilmFixture.errors(
        in: FilmFixture.document(camera: "{}"), overrides: [set("camera.width", "2"), set("camera.fit", "true")]) == [
          "--set camera.fit: width and fit exclude each other; allowed: one of them"
        ])
  }
}
