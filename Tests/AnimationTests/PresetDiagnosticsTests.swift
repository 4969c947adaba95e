import Animation
import Testing

@Suite struct PresetDiagnosticsTests {
  private static let duration = "allowed: a number above 0 and at most 86400, or \"audio\""
  private static let frameRate = "allowed: a number from 1 to 1000, or a fraction such as \"30000/1001\""
  private static let point = "allowed: a point [re, im] with modulus at most"
  private static let c = "\(point) 4, or keyframes, or a path such as {\"path\": \"circle\"}, or a base with a song"
  private static let codecs = #""h264", "hevc", "av1", "prores", "ffv1", "vp9""#
  private static let paths =
    #""circle", "cardioid", "bulb", "lissajous", "ray", "equipotential", "follow""#
  private static let keys =
    "$schema, extends, version, title, description, author, duration, loop, tempo, output, fractal, c, timing, camera, shading, antialiasing, shutter, audio, heard, opening, ending, scenes"

  @Test("all errors of a document are reported at once, in their order, with line and column")
  func allErrors() {
    let document = """
      {
        "version": 2,
        "title": "",
        "c": { "path": "circle", "radus": 0.7, "turns": "many" },
        "camera": {
          "width": { "keyframes": [{ "time": 0, "value": -1 }, { "value": 1 }], "interpolation": "log" }
        },
        "loop": "wrapp",
        "colour": 3
      }
      """
    #expect(
      FilmFixture.errors(in: document) == [
        "film.json:1:1: duration: this key is required; allowed: a number above 0 and at most 86400, or \"audio\"",
        "film.json:2:14: version: 2 is out of range; allowed: 1",
        "film.json:3:12: title: found the string “”; allowed: a string that is not empty",
        "film.json:4:28: c.radus: unknown key; did you mean \"radius\"? Allowed: path, center, radius, turns, phase",
        "film.json:4:51: c.turns: found the string “many”; allowed: a number from -1000000 to 1000000",
        "film.json:6:52: camera.width.keyframes[0].value: -1 is out of range; allowed: a number from 1e-1000 to 1000",
        "film.json:6:58: camera.width.keyframes[1].time: this key is required; allowed: a number from 0 to 86400",
        "film.json:8:11: loop: “wrapp” is unknown; did you mean \"wrap\"? Allowed: \"none\", \"wrap\", \"pingpong\"",
        "film.json:9:3: colour: unknown key; allowed: $schema, extends, version, title, description, author, duration, loop, "
          + "tempo, output, fractal, c, timing, camera, shading, antialiasing, shutter, audio, heard, opening, ending, scenes",
      ])
  }

  @Test("an error in an object does not hide those between its other values, or between other objects")
  func nothingHidden() {
    let keys = [
      #"{"time":3,"value":"x"}"#, #"{"time":2,"value":0}"#, "5", #"{"time":5,"value":0}"#, #"{"time":4,"value":0}"#,
      #"{"time":44,"value":0}"#,
    ].joined(separator: ",")
    let stops = ##"{"at":1,"color":"#000"},{"at":0.5,"color":"#111"},3"##
    let errors = FilmFixture.errors(
      in: FilmFixture.document(
        loop: "wrap", c: #"{"path":"circle","turns":0.5,"radius":3,"center":[2,0],"way":1}"#,
        camera: #"{"width":{"keyframes":[{"time":0,"value":1},{"time":10,"value":2}]},"zoom":1}"#,
        shading: "{\"phase\":{\"keyframes\":[\(keys)]},\"palette\":{\"stops\":[\(stops)]}}",
        output: #"{"quality":3,"crf":99}"#))
    let paths = errors.map { $0.split(separator: " ")[1].dropLast() }
    #expect(
      paths == [
        "c.turns", "c.radius", "c.way", "camera.width.keyframes[1].value", "camera.zoom",
        "shading.phase.keyframes[0].value", "shading.phase.keyframes[1].time", "shading.phase.keyframes[2]",
        "shading.phase.keyframes[4].time", "shading.phase.keyframes[5].time", "shading.palette.stops[1].at",
        "shading.palette.stops[2]", "output.crf", "output.crf",
      ], "\(errors)")
  }

  @Test("broken JSON is one error with its place")
  func syntax() {
    #expect(
      FilmFixture.errors(in: "{\n \"title\": }") == ["film.json:2:11: expected a value, found “}”"])
  }

  @Test("a document that is no object is refused")
  func noObject() {
    let errors = FilmFixture.errors(in: "[1]")
    #expect(errors.count == 1)
    #expect(errors.first?.hasPrefix("film.json:1:1: found an array of 1; allowed: an object with the keys") == true)
  }

  @Test(
    "each wrong value is named with what is allowed",
    arguments: [
      ("duration=0", "duration: 0 is out of range; \(duration)"),
      (
        "duration=nan",
        "duration: nan is not allowed, a number must be finite; \(duration)"
      ),
      (
        "duration=1e999",
        "duration: 1e999 is not allowed, a number must be finite; \(duration)"
      ),
      ("duration=0.001", "duration: 0.001 s at 60 frames/s is less than half a frame"),
      ("title=7", "title: found the number 7; allowed: a string that is not empty"),
      ("output.width=0", "output.width: 0 is out of range; allowed: a whole number from 1 to 16384"),
      ("output.width=20000", "output.width: 20000 is out of range; allowed: a whole number from 1 to 16384"),
      ("output.height=1.5", "output.height: 1.5 is not a whole number; allowed: a whole number from 1 to 16384"),
      ("output.height=1e300", "output.height: 1e+300 is out of range; allowed: a whole number from 1 to 16384"),
      (
        "output.frameRate=0.5",
        "output.frameRate: 0.5 is out of range; \(frameRate)"
      ),
      (
        "output.frameRate=1/0",
        "output.frameRate: found the string “1/0”; \(frameRate)"
      ),
      (
        "output.frameRate=inf",
        "output.frameRate: inf is not allowed, a number must be finite; \(frameRate)"
      ),
      ("output.codec=h265", "output.codec: “h265” is unknown; did you mean \"hevc\"? Allowed: \(codecs)"),
      ("output.crf=52", "output.crf: 52 is out of range; allowed: a number from 0 to 51"),
      (
        "fractal.maximumIterations=0",
        "fractal.maximumIterations: 0 is out of range; allowed: a whole number from 1 to 10000000"
      ),
      ("fractal.escapeRadius=2", "fractal.escapeRadius: 2 is out of range; allowed: a number from 4 to 1000000"),
      (
        "fractal=null",
        "fractal: found null; allowed: an object with the keys maximumIterations, escapeRadius, formula, degree, p"
      ),
      (
        "c=[3,3]",
        "c: the modulus is 4.242640687119285, out of range; \(c)"
      ),
      (
        "c=[1]",
        "c: found an array of 1; \(c)"
      ),
      ("c=[1,true]", "c: c[1]: found true; allowed: a number"),
      (
        "c={}",
        "c: an object needs the key \"keyframes\" or the key \"path\"; \(c)"
      ),
      (#"c={"path":"circel"}"#, "c: c.path: “circel” is unknown; did you mean \"circle\"? Allowed: \(paths)"),
      (
        #"c={"path":"circle","center":[0,3],"radius":1.5}"#,
        "c: c.radius: the circle reaches |c| = 4.5; allowed: center and radius together at most 4"
      ),
      (#"c={"keyframes":[]}"#, "c: c.keyframes: found an empty array; allowed: an array of at least one keyframe"),
      (
        "camera.width=0",
        "camera.width: 0 is out of range; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave, or a base with a song"
      ),
      (
        "camera.center=[1e4,0]",
        "camera.center: the modulus is 10000, out of range; \(point) 1000, or keyframes, or a base with a song"
      ),
      (
        "shading.interior=#12",
        "shading.interior: found the string “#12”; allowed: a colour \"#rrggbb\" or \"#rgb\", with an opacity "
          + "\"#rrggbbaa\", \"#rgba\" or \"transparent\", or keyframes, or a base with a song, or an object such as "
          + "{\"by\": \"period\"}"
      ),
      ("shading.palette.cyclic=1", "shading.palette.cyclic: found the number 1; allowed: true or false"),
      (
        "zebra=1",
        "zebra: unknown key; allowed: \(keys)"
      ),
    ])
  func wrongValues(setting: String, message: String) {
    let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
    // The origin is the path itself, so that one override stands for one document; c's inner paths then show as well.
    let override = Override(path: parts[0], value: parts[1], origin: parts[0])
    #expect(FilmFixture.errors(in: FilmFixture.document(), overrides: [override]) == [message])
  }

  @Test("quality and crf exclude each other")
  func qualityAndCRF() {
    let errors = FilmFixture.errors(in: FilmFixture.document(output: #"{"crf":18,"quality":70}"#))
    #expect(
      errors.map { $0.drop { $0 != " " } } == [" output.crf: quality and crf exclude each other; allowed: one of them"])
  }

  @Test(
    "keyframes must ascend, within the film, and suit their interpolation",
    arguments: [
      (
        [(1, 1), (1, 2)], "linear", "keyframes[1].time: 1 does not come 1e-06 s or more after the keyframe before, at 1"
      ),
      ([(2, 1), (1, 2)], "hold", "keyframes[1].time: 1 does not come 1e-06 s or more after the keyframe before, at 2"),
      ([(1e-9, 1)], "hold", "keyframes[0].time: 1e-09 is too close to 0; allowed: 0, or 1e-06 and more"),
      (
        [(0, 1), (11, 2)], "linear",
        "keyframes[1].time: 11 is after the end of the film; allowed: at most its duration, 10"
      ),
      ([(0, 0), (1, 2)], "log", "keyframes[0].value: \"log\" interpolation needs values above 0"),
    ] as [([(time: Double, value: Double)], String, String)])
  func keyframeRules(keys: [(time: Double, value: Double)], interpolation: String, message: String) {
    let shading = "{\"phase\":\(FilmFixture.keyframes(keys, interpolation))}"
    let errors = FilmFixture.errors(in: FilmFixture.document(shading: shading))
    #expect(errors.count == 1)
    #expect(errors.first?.hasSuffix(": shading.phase." + message) == true, "\(errors)")
  }

  @Test("palette stops must ascend")
  func stopsAscend() {
    let stops = ##"[{"at":0,"color":"#000"},{"at":0.5,"color":"#fff"},{"at":0.5,"color":"#000"}]"##
    let errors = FilmFixture.errors(in: FilmFixture.document(shading: "{\"palette\":{\"stops\":\(stops)}}"))
    #expect(errors.count == 1)
    let message = "shading.palette.stops[2].at: 0.5 does not come after the stop before, at 0.5"
    #expect(errors.first?.hasSuffix(message) == true, "\(errors)")
  }

  @Test("a curve that swings beyond the largest c between its keyframes is refused")
  func curveBound() {
    let keys = [(time: 0.0, value: "[4,0]"), (time: 1.0, value: "[0,4]"), (time: 2.0, value: "[-4,0]")]
    let errors = FilmFixture.errors(in: FilmFixture.document(c: FilmFixture.keyframes(keys, "catmull-rom")))
    #expect(errors.count == 1)
    #expect(errors.first?.contains("c: between its keyframes the curve may reach |c| =") == true, "\(errors)")
    #expect(FilmFixture.errors(in: FilmFixture.document(c: FilmFixture.keyframes(keys, "linear"))) == [])
  }

  @Test("what a document says of itself cannot write control characters to a terminal")
  func controlCharacters() {
    let errors = FilmFixture.errors(in: #"{"version":1,"title":"T","duration":1,"c":[0,0],"\u001b[31m":1}"#)
    #expect(errors.first?.contains("U+001B[31m: unknown key") == true, "\(errors)")
  }
}
