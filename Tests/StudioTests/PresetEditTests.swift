import Foundation
import TestSupport
import Testing

/// Edits by path, the text around which stays as it is.
@Suite("Studio: edits", .hangLimit)
struct PresetEditTests {
  private static func replace(_ running: RunningStudio, with text: String) throws -> String {
    let answer = try running.call("PUT", "/api/preset", ["baseRevision": running.revision(), "text": text])
    #expect(answer.status == 200)
    return try running.revision()
  }

  /// What becomes of `text`, or the status where it is refused.
  private static func edited(_ text: String, _ edits: [String: Any]...) throws -> String {
    let running = try RunningStudio()
    let revision = try replace(running, with: text)
    let answer = try running.call("POST", "/api/edit", ["baseRevision": revision, "edits": edits])
    guard answer.status == 200 else { return "\(answer.status)" }
    let result = answer.json["text"] as? String ?? ""
    #expect(try running.session()["text"] as? String == result)
    // The change leads from the one to the other.
    var units = Array(text.utf16)
    for change in answer.json["changed"] as? [[Any]] ?? [] {
      let (start, end) = (change[0] as? Int ?? 0, change[1] as? Int ?? 0)
      units.replaceSubrange(start..<end, with: Array((change[2] as? String ?? "").utf16))
    }
    #expect(String(decoding: units, as: UTF16.self) == result)
    return result
  }

  @Test("a value is replaced, and every other byte stays")
  func values() throws {
    #expect(
      try Self.edited("{\"a\" :1 ,\n\t\"b\":[ 1,2 ]}", ["path": ["a"], "value": 2.5])
        == "{\"a\" :2.5 ,\n\t\"b\":[ 1,2 ]}")
    #expect(
      try Self.edited("{\"a\":[ 1,  2 ]}", ["path": ["a", 1], "value": ["x": [1, NSNull()]]])
        == "{\"a\":[ 1,  { \"x\": [1, null] } ]}")
    #expect(try Self.edited("{\"é😀\":\"😀a\"}", ["path": ["é😀"], "value": "😁b"]) == "{\"é😀\":\"😁b\"}")
    #expect(try Self.edited("{\"a\\n\":1}", ["path": ["a\n"], "value": true]) == "{\"a\\n\":true}")
    #expect(
      try Self.edited("{\"a\":[1,2,3]}", ["path": ["a", 0], "value": 7], ["path": ["a", 2], "value": 9])
        == "{\"a\":[7,2,9]}")
    #expect(
      try Self.edited("{\"a\":{\"b\":1}}", ["path": ["a", "b"], "value": 2], ["path": ["a"], "value": 3]) == "{\"a\":3}"
    )
  }

  @Test("what is added is spaced as its neighbours are")
  func additions() throws {
    #expect(try Self.edited("{\n  \"a\": 1\n}\n", ["path": ["b"], "value": 2]) == "{\n  \"a\": 1,\n  \"b\": 2\n}\n")
    #expect(try Self.edited("{ \"a\": 1 }", ["path": ["b", "c"], "value": 2]) == "{ \"a\": 1, \"b\": { \"c\": 2 } }")
    #expect(try Self.edited("{}", ["path": ["b"], "value": 2]) == "{ \"b\": 2 }")
    #expect(try Self.edited("{\"a\":[]}", ["path": ["a", 0], "insert": 1]) == "{\"a\":[1]}")
    #expect(try Self.edited("{\"a\":[1, 2]}", ["path": ["a", 1], "insert": 9]) == "{\"a\":[1, 9, 2]}")
    #expect(try Self.edited("{\"a\":[1, 2]}", ["path": ["a", 0], "insert": 9]) == "{\"a\":[9, 1, 2]}")
    #expect(
      try Self.edited("{\"a\":[\n  1,\n  2\n]}", ["path": ["a", 2], "insert": 9], ["path": ["a", 0], "insert": 8])
        == "{\"a\":[\n  8,\n  1,\n  2,\n  9\n]}")
  }

  @Test("what is removed takes one comma along")
  func removals() throws {
    #expect(
      try Self.edited("{\"a\":1, \"b\":2,\n \"c\":3}", ["path": ["b"], "remove": true]) == "{\"a\":1,\n \"c\":3}")
    #expect(try Self.edited("{\"a\":1, \"b\":2}", ["path": ["a"], "remove": true]) == "{\"b\":2}")
    #expect(try Self.edited("{\"a\":[ 1 ]}", ["path": ["a", 0], "remove": true]) == "{\"a\":[]}")
    #expect(
      try Self.edited("{\"a\":[1,2,3]}", ["path": ["a", 2], "remove": true], ["path": ["a", 0], "remove": true])
        == "{\"a\":[2]}")
  }

  @Test("a path that leads nowhere changes nothing, and says so")
  func nowhere() throws {
    for path: [Any] in [["a", 5], ["a", "b"], ["b", 0], ["b", "c", 0], ["a", 0, "x"]] {
      #expect(
        try Self.edited("{\"a\":[1]}", ["path": ["a", 0], "value": 2], ["path": path, "value": 1]) == "422", "\(path)")
    }
    #expect(try Self.edited("{\"a\":[1]}", ["path": ["b"], "remove": true]) == "422")
    #expect(try Self.edited("{\"a\":[1]}", ["path": ["a", 2], "insert": 1]) == "422")
    #expect(try Self.edited("{\"a\":", ["path": ["a"], "value": 1]) == "422")
    #expect(try Self.edited("{\"a\":1}", ["path": ["a"]]) == "400")
    #expect(try Self.edited("{\"a\":1}", ["path": ["a"], "value": 1, "remove": true]) == "400")
  }

  @Test("a change of another text than the present one is refused with the present one")
  func outdated() throws {
    let running = try RunningStudio()
    let revision = try running.revision()
    let text = RunningStudio.preset.replacingOccurrences(of: "Small", with: "Smaller")
    _ = try Self.replace(running, with: text)
    for (method, path, body) in [
      ("PUT", "/api/preset", ["baseRevision": revision, "text": "{}"]),
      ("POST", "/api/edit", ["baseRevision": revision, "edits": [["path": ["title"], "value": "x"]]]),
      ("POST", "/api/save", ["revision": revision]),
    ] as [(String, String, [String: Any])] {
      let answer = try running.call(method, path, body)
      #expect(answer.status == 412)
      #expect(answer.json["text"] as? String == text)
      #expect(answer.json["revision"] as? String == (try running.revision()))
    }
  }

  @Test("a text with errors has them at their lines, and the last good film stays")
  func broken() throws {
    let running = try RunningStudio()
    let revision = try running.revision()
    let text = RunningStudio.preset.replacingOccurrences(of: "\"duration\": 2", with: "\"duration\": -2")
    let answer = try running.call("PUT", "/api/preset", ["baseRevision": revision, "text": text])
    #expect(answer.status == 200 && answer.json["isValid"] as? Bool == false)
    #expect(answer.json["filmRevision"] as? String == revision)
    let finding = try #require((answer.json["diagnostics"] as? [[String: Any]])?.first)
    #expect(finding["line"] as? Int == 4 && finding["path"] as? String == "duration")
    #expect(finding["severity"] as? String == "error")
    let syntax = try running.call("PUT", "/api/preset", ["baseRevision": running.revision(), "text": "{\n  \"a\" 1"])
    #expect((syntax.json["diagnostics"] as? [[String: Any]])?.first?["line"] as? Int == 2)
    let picture = ["revision": revision, "frames": [0], "width": 32, "height": 24] as [String: Any]
    let body = String(decoding: try JSONSerialization.data(withJSONObject: picture), as: UTF8.self)
    #expect(try running.answer(to: running.request("POST", "/api/picture", body)).status == 200)
  }
}
