import Animation
import Foundation
import Testing

@Suite("Presets of somebody who means harm")
struct HostilePresetTests {
  /// Loads `film.json`; what it extends is found among `others` by name.
  private static func errors(_ document: String, others: [String: String] = [:]) -> [String] {
    do throws(PresetError) {
      _ = try LocatedPreset(PresetDocument(bytes: Array(document.utf8), name: "film.json")) {
        (name, _) throws(MissingDocument) in
        guard let text = others[name] else { throw MissingDocument(reason: "\(name.oneLine): no such file") }
        return PresetDocument(bytes: Array(text.utf8), name: name)
      }
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  /// Seconds of this thread's processor that `work` takes: what others do on the machine, or in other tests, does not count.
  private static func processorSeconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
  }

  private static func list(_ count: Int, _ element: (Int) -> String) -> String {
    (0..<count).map(element).joined(separator: ",")
  }

  @Test(
    "of very many errors a thousand are told, and that there are more; the time does not grow with the square",
    arguments: [
      "{\"time\":1,\"value\":[9,9]}", "{\"time\":5,\"value\":[0,1]}", "{\"time\":-1,\"value\":[0,1]}", "0",
      "{\"time\":1}", "{\"time\":1,\"value\":[0,1],\"more\":2}",
    ])
  func manyErrors(keyframe: String) {
    let c = "{\"keyframes\":[\(Self.list(32_000) { _ in keyframe })]}"
    var lines: [String] = []
    let seconds = Self.processorSeconds { lines = Self.errors(FilmFixture.document(c: c)) }
    #expect(lines.count == 1001)
    #expect(lines.last?.hasSuffix(": and more errors; only the first 1000 are reported") == true)
    // Before it took 44 s.
    #expect(seconds < 10, "\(seconds)")
  }

  @Test("a thousand errors are all of them where there are no more")
  func thousand() {
    let c = "{\"keyframes\":[\(Self.list(1000) { _ in "0" })]}"
    let lines = Self.errors(FilmFixture.document(c: c))
    #expect(lines.count == 1000 && lines.last?.contains("and more") == false)
  }

  @Test("an error of one keyframe leaves the rules for all others")
  func soundness() {
    let keyframes = [(0, "[0,1]"), (3, "[9,9]"), (2, "[0,1]"), (99, "[0,1]")]
    let c = Self.list(4) { "{\"time\":\(keyframes[$0].0),\"value\":\(keyframes[$0].1)}" }
    let lines = Self.errors(FilmFixture.document(c: "{\"keyframes\":[\(c)]}"))
    #expect(lines.count == 3, "\(lines)")
    for (line, place) in zip(lines, ["c.keyframes[1].value", "c.keyframes[2].time", "c.keyframes[3].time"]) {
      #expect(line.contains(place))
    }
  }

  @Test(
    "nothing is quoted of a document that is extended and no preset",
    arguments: [
      "root:hunter2:0:0:root:/root:/bin/bash", "hunter2", "\"hunter2\"", "[\"hunter2\"]", "{\"hunter2\": 1}",
      "{\"version\": 1, \"titlehunter2\": \"a\"}", "{ \"title\": hunter2 }", "{\"title\":\"a\", \"title\":\"hunter2\"",
      "{\"version\": 1, \"token\": {\"hunter2\": \"hunter2\"}}", "{\"title\": \"hunter2\", \"title\": \"hunter2\"}",
      "{}",
      "-hunter2", "Infinityhunter2",
    ])
  func secrets(text: String) {
    let lines = Self.errors(#"{ "extends": "secret" }"#, others: ["secret": text])
    #expect(lines.count == 1, "\(lines)")
    for line in lines {
      #expect(line.hasPrefix("secret:1:") && line.contains("this is no"), "\(line)")
      #expect(!line.contains("hunter2"), "\(line)")
    }
  }

  @Test("presets extend one another over 64 steps and no more, and a chain of thousands is refused")
  func chain() {
    func chain(_ steps: Int) -> [String] {
      var others = Dictionary(
        uniqueKeysWithValues: (1..<steps).map { ("\($0)", "{ \"extends\": \"\($0 + 1)\" }") })
      others["\(steps)"] = FilmFixture.document()
      return Self.errors("{ \"extends\": \"1\" }", others: others)
    }
    #expect(chain(64).isEmpty)
    for steps in [65, 8000] {
      #expect(chain(steps) == ["64:1:14: extends: presets extend one another over more than 64 steps"])
    }
  }

  @Test("more than 30 combining marks in a row are refused, raw or escaped: comparing them takes the square of that")
  func marks() {
    let most = String(repeating: "\u{323}", count: 30)
    #expect(Self.errors("{\"extends\":\"a\(most)b\(most)\"}").first?.contains("no such file") == true)
    for mark in ["\u{301}", "\\u0301"] {
      #expect(
        Self.errors("{\"a\(most)\(mark)\": 1}").first == "film.json:1:34: more than 30 combining marks in a row")
    }
    let key = "a" + String(repeating: "\u{301}\u{323}", count: 500_000)
    #expect(Self.processorSeconds { _ = Self.errors("{\"\(key)\": 1}") } < 5)
  }

  @Test(
    "what changes the direction of writing, controls a terminal or cannot be seen is never written raw",
    arguments: [
      "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{9B}", "\u{85}", "\u{7F}", "\u{2028}",
      "\u{FEFF}", "\u{E0041}", "\u{3164}",
    ])
  func unprintable(scalar: String) throws {
    let documents = [
      "{\(scalar)}", "{\"a\"\(scalar)}", "[1\(scalar)]", "{\"version\":1,\"\(scalar)\":2}",
      "{\"extends\":\"\(scalar)\"}",
      "{\"title\":\"\(scalar)\",\"loop\":\"\(scalar)\"}", "a\(scalar)b",
    ]
    let raw = try #require(scalar.unicodeScalars.first)
    for document in documents {
      let text = Self.errors(document).joined()
      #expect(!text.isEmpty && !text.unicodeScalars.contains(raw), "\(text)")
    }
    let json = "{\"title\":\"a\(scalar)b\",\"\(scalar)\":[\"\(scalar)\"]}"
    let laidOut = try IndentedJSON.text(utf8: Array(json.utf8))
    #expect(laidOut.unicodeScalars.allSatisfy { $0.value < 0x7F })
    let value = try JSONSerialization.jsonObject(with: Data(laidOut.utf8)) as? NSDictionary
    #expect(value?["title"] as? String == "a\(scalar)b")
    #expect(value?[scalar] as? [String] == [scalar])
  }

  @Test("a text of one endless character is cut in what is told of it")
  func longCharacter() {
    let emoji = "\u{1F600}" + String(repeating: "\u{FE0F}", count: 100_000)
    let line = Self.errors(FilmFixture.document(loop: emoji)).first
    #expect(line.map { $0.utf8.count < 1000 } == true)
  }

  @Test("a value of very many parts is laid out in time that grows with its size alone")
  func layout() throws {
    let deep = String(repeating: "[", count: 60) + Self.list(200_000) { "\($0)" } + String(repeating: "]", count: 60)
    var text = ""
    let seconds = Self.processorSeconds { text = (try? IndentedJSON.text(utf8: Array(deep.utf8))) ?? "" }
    #expect(text.split(separator: "\n").count == 200_000 + 2 * 60)
    #expect(seconds < 20, "\(seconds)")
  }

  @Test("keyframes, stops and parts are counted, at all depths")
  func parts() throws {
    let document = FilmFixture.document(
      c: #"{"path":"follow","parts":[{"c":{"keyframes":[{"time":0,"value":[0,1]}]}},{"c":[0,1]}]}"#,
      shading: ##"{"palette":{"stops":[{"at":0,"color":"#000"},{"at":0.5,"color":"#fff"}]}}"##)
    let located = try LocatedPreset(PresetDocument(bytes: Array(document.utf8), name: "film.json")) {
      (name, _) throws(MissingDocument) in throw MissingDocument(reason: name)
    }
    #expect(located.partCount == 5)
  }
}
