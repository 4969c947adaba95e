import Foundation
import TestSupport
import Testing

@Suite("juliareel validate and schema")
struct ValidateTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("films"), withIntermediateDirectories: false)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
  }

  private func validate(_ names: String...) throws -> Command.Outcome {
    try Command.shell("exec \"$JULIAREEL\" validate \(names.joined(separator: " "))", folder: folder.path)
  }

  @Test("a preset extends files, seen from its own folder, and shipped presets by name")
  func extends() throws {
    try write(#"{ "extends": "middle.json", "title": "Top" }"#, to: "films/top.json")
    try write(#"{ "extends": "../base.json", "output": { "width": 64 } }"#, to: "films/middle.json")
    try write(#"{ "extends": "classic-loop", "output": { "height": 36 } }"#, to: "base.json")
    let outcome = try validate("films/top.json", folder.file("films/top.json"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("films/top.json: valid, 10 s, 600 frames of 64×36 at 60 fps\n"))
    let still = try Command.shell("exec \"$JULIAREEL\" still films/top.json -o top.png", folder: folder.path)
    #expect(still.status == 0, "\(still.errors)")
    let piped = try Command.shell("exec \"$JULIAREEL\" validate - < base.json", folder: folder.path)
    #expect(piped.status == 0 && piped.text.hasPrefix("stdin: valid"))
  }

  @Test("errors name the file in which they stand; a circle is one, by whatever names its files are called")
  func inheritedErrors() throws {
    try write("{ \"extends\": \"../base.json\",\n \"loop\": 1 }", to: "films/top.json")
    try write("{ \"extends\": \"spiral-descent\", \"fractal\": {\n \"escapeRadius\": 1 } }", to: "base.json")
    let lines = try validate("films/top.json").errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("films/top.json:2:10: loop: ") == true)
    #expect(lines.last?.hasPrefix("films/../base.json:2:18: fractal.escapeRadius: ") == true)

    try write(#"{ "extends": "films/../films/top.json" }"#, to: "base.json")
    let circle = try validate("films/top.json")
    #expect(circle.status == 65)
    #expect(circle.errors.contains("extend each other in a circle: films/top.json → films/../base.json → "))
  }

  @Test("warnings are told, and the preset is valid all the same")
  func warnings() throws {
    try write(#"{ "extends": "benchmark-loop", "camera": { "center": [100, 0] } }"#, to: "blank.json")
    let outcome = try validate("blank.json")
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("blank.json: valid"))
    #expect(outcome.errors.contains("warning: the first frame is blank"))
  }

  @Test("a size that no video can have is an error of validate, and none of a still")
  func oddSize() throws {
    try write("{ \"extends\": \"classic-loop\", \"output\": { \"width\": 64,\n \"height\": 35 } }", to: "odd.json")
    let outcome = try validate("odd.json")
    #expect(outcome.status == 65 && outcome.text.isEmpty)
    #expect(outcome.errors.hasPrefix("odd.json:2:12: output.height: 4:2:0 video needs an even width and height"))
    #expect(try Command.run("still", folder.file("odd.json"), "-o", folder.file("x.png")).status == 0)
    try write("{ \"extends\": \"odd.json\", \"output\": { \"height\": 34, \"codec\": \"av1\" } }", to: "low.json")
    for command in ["validate low.json", "render low.json -o low.mp4"] {
      let low = try Command.shell("exec \"$JULIAREEL\" \(command)", folder: folder.path)
      #expect(low.status == 65 && low.errors.contains("AV1 films are at least 64 pixels wide and high"), "\(low)")
    }
  }

  @Test("overrides are checked as in the other commands, and an error names the option")
  func overrides() throws {
    let good = try validate("--size 64x36 --set duration=20 classic-loop heart-walk")
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.text.hasPrefix("classic-loop: valid, 20 s, 1200 frames of 64×36"), "\(good.text)")
    let bad = try validate("--no-pictures --set c.radius=9 classic-loop")
    #expect(bad.status == 64 && bad.text.isEmpty, "\(bad.status)")
    #expect(bad.errors.contains("--set c.radius"), "\(bad.errors)")
    let odd = try validate("--no-pictures --size 63x36 classic-loop")
    #expect(odd.status != 0 && odd.errors.contains("4:2:0 video needs an even width"), "\(odd.errors)")
  }

  @Test("with --json, each preset is one line with all that is known of it")
  func json() throws {
    try write("{\n \"extends\": \"classic-loop\", \"c\": { \"radius\": 9 } }", to: "bad.json")
    try write("{", to: "broken.json")
    let outcome = try validate("--json bad.json classic-loop broken.json nowhere.json")
    #expect(outcome.status == 65 && outcome.errors.isEmpty)
    let reports = try outcome.text.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(reports.map { $0["document"] as? String } == ["bad.json", "classic-loop", "broken.json", "nowhere.json"])
    #expect(reports.map { $0["isValid"] as? Bool } == [false, true, false, false])
    #expect((reports[1]["synopsis"] as? String)?.hasPrefix("10 s") == true)
    let findings = reports.compactMap { ($0["diagnostics"] as? [[String: Any]])?.first }
    #expect(findings.map { $0["kind"] as? String } == ["structural", "syntax", "unreadable"])
    #expect(findings[0]["path"] as? String == "c.radius" && findings[0]["line"] as? Int == 2)
    #expect(findings[0]["column"] as? Int == 46 && findings[0]["severity"] as? String == "error")
  }

  @Test("schema prints the schema that is checked in")
  func schema() throws {
    let outcome = try Command.run("schema")
    let file = Repository.root.appendingPathComponent("Docs/preset.schema.json")
    #expect(outcome.status == 0)
    #expect(outcome.output == (try Data(contentsOf: file)))
  }
}
