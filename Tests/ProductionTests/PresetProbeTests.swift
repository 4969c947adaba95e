import Animation
import Production
import Testing

@Suite struct PresetProbeTests {
  private static func findings(_ members: String) throws -> [String] {
    let document = "{\n\"version\": 1, \"title\": \"T\", \"duration\": 1,\n\(members)\n}"
    let located = try LocatedPreset(PresetDocument(bytes: Array(document.utf8), name: "p.json")) {
      (_, _) throws(MissingDocument) in throw MissingDocument(reason: "none")
    }
    return try PresetProbe(located).diagnostics().map { $0.description(document: "p.json") }
  }

  @Test("a film that shows something, of a size that video can have, is left alone")
  func good() throws {
    #expect(try Self.findings(#""c": [-0.4, 0.6]"#).isEmpty)
    #expect(try Self.findings(#""c": [0, 1], "output": { "width": 2, "height": 300 }"#).isEmpty)
  }

  @Test(
    "an odd size is an error at the side that is odd",
    arguments: [(63, 36, "4:22: output.width"), (64, 37, "4:36: output.height"), (63, 37, "4:22: output.width")])
  func oddSize(width: Int, height: Int, place: String) throws {
    let findings = try Self.findings("\"c\": [-0.4, 0.6],\n\"output\": { \"width\": \(width), \"height\": \(height) }")
    #expect(findings.count == 1)
    #expect(findings.first?.hasPrefix("p.json:\(place): 4:2:0 video needs an even width and height") == true)
  }

  @Test("a first frame without an escaping point is blank")
  func interior() throws {
    let findings = try Self.findings(##""c": [0, 0], "camera": { "width": 0.5 }"##)
    #expect(
      findings == [
        "p.json:3:24: camera: warning: the first frame is blank: no point of it escapes, so that all have the interior colour"
      ])
  }

  @Test(
    "a film whose picture becomes blank later is told with the first such frame that was looked at, and how many are",
    arguments: [
      ([(0, "50"), (0.5, "0.02")], "frame 14, at 0.2 s, is blank, as 3 of the 5 others looked at are:"),
      ([(0, "2"), (0.9, "2"), (1, "0.001")], "the last frame is blank:"),
      ([(0, "50"), (0.5, "1.5"), (1, "50")], "frame 29, at 0.5 s, is blank:"),
      ([(0, "0.001"), (0.02, "2")], "the first frame is blank:"),
    ])
  func blankLater(keyframes: [(Double, String)], sentence: String) throws {
    let track = keyframes.map { "{ \"time\": \($0.0), \"value\": \($0.1) }" }.joined(separator: ", ")
    let findings = try Self.findings(#""c": [0, 0], "camera": { "width": { "keyframes": [\#(track)] } }"#)
    #expect(
      findings.filter { $0.contains("blank") } == [
        "p.json:3:24: camera: warning: \(sentence) no point of it escapes, so that all have the interior colour"
      ])
  }

  @Test("an orbit that was given up for the probe's sake is no reason to call a frame blank")
  func undecided() throws {
    let findings = try Self.findings(
      ##""c": [0.2500000001, 0], "camera": { "width": 0.001 }, "fractal": { "maximumIterations": 10000000 }"##)
    #expect(findings.isEmpty)
  }

  @Test("a first frame of one colour is blank")
  func oneColor() throws {
    let palette = ##"{ "stops": [{ "at": 0, "color": "#204060" }] }"##
    let findings = try Self.findings(
      "\"c\": [-0.4, 0.6],\n\"shading\": { \"interior\": \"#204060\", \"palette\": \(palette) }")
    #expect(
      findings == ["p.json:4:12: shading: warning: the first frame is blank: all of its points have the same colour"])
  }
}
