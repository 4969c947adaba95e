import Animation
import Foundation
import TestSupport
import Testing

@Suite("The JSON Schema of presets")
struct PresetJSONSchemaTests {
  @Test("Docs/preset.schema.json is what the schemas say")
  func file() throws {
    let file = Repository.root.appendingPathComponent("Docs/preset.schema.json")
    if ProcessInfo.processInfo.environment["JULIAREEL_RECORD"] != nil {
      try Data(PresetJSONSchema.text.utf8).write(to: file)
      Issue.record("recorded Docs/preset.schema.json; run again without JULIAREEL_RECORD")
      return
    }
    let checkedIn = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      checkedIn == PresetJSONSchema.text, "Docs/preset.schema.json is out of date; JULIAREEL_RECORD=1 records it anew")
  }

  @Test("every key of every object has its meaning and a limit to what may be written")
  func complete() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(PresetJSONSchema.text.utf8))
    var keys = 0
    func visit(_ value: Any, at path: String) {
      if let list = value as? [Any] {
        for (index, element) in list.enumerated() { visit(element, at: "\(path)[\(index)]") }
      }
      guard let object = value as? [String: Any] else { return }
      for (key, property) in object["properties"] as? [String: [String: Any]] ?? [:] {
        keys += 1
        #expect(property["description"] as? String != "", "\(path).\(key)")
        #expect(["type", "enum", "anyOf", "$ref"].contains { property[$0] != nil }, "\(path).\(key) may be anything")
      }
      for (key, child) in object where key != "default" { visit(child, at: "\(path).\(key)") }
    }
    visit(schema, at: "")
    #expect(keys > 60)
  }

  @Test("what is shared says the same as if it stood in each place, and makes the schema a quarter as long")
  func shared() throws {
    let text = IndentedJSON.text(PresetJSONSchema.whole)
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(PresetJSONSchema.text.utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    var references: Set<String> = []
    func expanded(_ value: Any) -> Any {
      if let list = value as? [Any] { return list.map(expanded) }
      guard var object = value as? [String: Any] else { return value }
      let name = (object["$ref"] as? String).map { $0.replacingOccurrences(of: "#/$defs/", with: "") }
      if let name, name != "decimal", let definition = definitions[name] {
        references.insert(name)
        object["$ref"] = nil
        object.merge(definition) { own, _ in own }
      }
      return object.mapValues(expanded)
    }
    var whole = try #require(expanded(schema) as? [String: Any])
    whole["$defs"] = ["decimal": try #require(definitions["decimal"])]
    let expected = try JSONSerialization.jsonObject(with: Data(text.utf8))
    func sorted(_ value: Any) throws -> Data { try JSONSerialization.data(withJSONObject: value, options: .sortedKeys) }
    #expect(try sorted(whole) == sorted(expected))
    #expect(references.union(["decimal"]) == Set(definitions.keys))
    #expect(PresetJSONSchema.text.utf8.count < text.utf8.count / 4)
  }

  @Test("defaults and requirements are those of decoding")
  func defaults() throws {
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(PresetJSONSchema.text.utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    let output = try #require(properties["output"]?["properties"] as? [String: [String: Any]])
    #expect(output["width"]?["default"] as? Int == 1920)
    #expect(output["width"]?["description"] as? String == "Width of the picture [px]")
    let required = try #require(schema["else"] as? [String: Any])
    #expect(required["required"] as? [String] == ["version", "title"])
    // A film of scenes takes both from them.
    #expect((required["if"] as? [String: [String]])?["required"] == ["scenes"])
    #expect((required["else"] as? [String: [String]])?["required"] == ["duration", "c"])
    #expect(schema["additionalProperties"] as? Bool == false)
  }

  @Test(
    "an error is structural where a schema can tell, and semantic where it cannot",
    arguments: [
      ("duration=0", Diagnostic.Kind.structural), ("duration=\"0\"", .semantic), ("duration=\"x\"", .structural),
      ("duration=1e999", .structural), ("duration=\"1e999\"", .semantic), ("duration=\"inf\"", .structural),
      ("duration=0.001", .semantic),
      ("output.width=1.5", .structural), ("output.width=\"1.5\"", .semantic), ("output.frameRate=\"1/0\"", .semantic),
      ("output.frameRate=\"1/\"", .structural), ("output.frameRate=\"+60\"", .structural),
      ("output.frameRate=\"60.\"", .structural), ("output.frameRate=30.12345678", .semantic),
      ("output.frameRate=\"2000\"", .semantic), ("output.frameRate=2000", .structural),
      ("c=[3,3]", .semantic), ("c=[5,0]", .structural), ("c=[\"5\",0]", .semantic), ("c=[1]", .structural),
      (#"c={"path":"circle","center":[3,0],"radius":3}"#, .semantic), ("colour=1", .structural),
      (#"c={"keyframes":[{"time":2,"value":[0,0]},{"time":1,"value":[0,0]}]}"#, .semantic),
    ])
  func kinds(setting: String, kind: Diagnostic.Kind) {
    let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
    let override = Override(path: parts[0], value: parts[1], origin: "--set")
    do throws(PresetError) {
      _ = try FilmFixture.load(FilmFixture.document(), overrides: [override])
      Issue.record("\(setting) is allowed")
    } catch {
      guard case .invalid(let diagnostics, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(diagnostics.map(\.kind) == [kind], "\(error)")
    }
  }

  @Test("a part of a long key is known as such")
  func partOfAKey() {
    let errors = FilmFixture.errors(
      in: FilmFixture.document(), overrides: [Override(path: "fractal.iterations", value: "5", origin: "--set")])
    #expect(errors.first?.contains("did you mean \"maximumIterations\"?") == true, "\(errors)")
  }
}
