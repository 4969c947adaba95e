import Animation
import Foundation
import TestSupport
import Testing

@Suite("Presets damaged by rule")
struct PresetCorpusTests {
  /// A Python that has jsonschema, as scripts/setup.sh installs it.
  static let python = ["python3", "/usr/bin/python3"].first { python in
    (try? Command.shell("\(python) -c 'from jsonschema import Draft202012Validator'").status) == 0
  }

  /// What `validate --json` says of a document.
  private struct Verdict: Decodable {
    struct Finding: Decodable {
      let severity: String
      let kind: String
      let message: String
      let line: Int?
    }
    let document: String
    let isValid: Bool
    let diagnostics: [Finding]

    var structural: [Finding] { diagnostics.filter { $0.kind == "structural" } }
  }

  /// A film whose points and colours follow a song. The song is missing, which is no fault of the form.
  private static let following = """
    {"version":1,"title":"Song","duration":4,"audio":{"file":"song.wav"},
     "c":{"base":{"path":"lissajous","amplitude":[0.2,0.2]},"audio":{"feature":"onset","to":[[0,0],[0.02,-0.01]]}},
     "camera":{"center":{"base":["0.1",0],"audio":{"feature":"level","to":[[0,0],[0.1,0]],"integrate":true}}},
     "shading":{"interior":{"base":"#102030","audio":{"feature":"beat","to":[0,0.6],"toward":"#fff"}},
       "palette":{"base":"ember","audio":{"feature":"band","band":[30,150],"to":[0,1],"toward":"glacier"}}}}
    """

  /// The shipped presets and the reference page's example, as they are and with every key, and a film with a song.
  private static func originals() throws -> [JSONNode] {
    let shipped = try Repository.files(below: "presets", suffix: ".json")
      .filter { !$0.path.contains("/palettes/") }.map { Array(try Data(contentsOf: $0)) }
    let song = try JSONParser.parse(utf8: Array(following.utf8))
    return try [song]
      + (shipped + [Array(PresetReference.example.utf8)]).flatMap { bytes in
        let preset = try Preset.load(bytes: bytes, name: "original")
        return [try JSONParser.parse(utf8: bytes), try JSONParser.parse(utf8: Array(preset.canonicalJSON.utf8))]
      }
  }

  /// So many mutations of each original by each rule.
  private static let rounds = 3

  /// Mutations by name, in files of `folder`.
  private static func write(to folder: TemporaryFolder) throws -> [String: PresetMutation] {
    var random = SeededGenerator(seed: 0x5EED)
    var corpus: [String: PresetMutation] = [:]
    for (number, original) in try originals().enumerated() {
      for rule in PresetMutation.Rule.allCases {
        for round in 0..<rounds {
          guard let mutation = try PresetMutation(of: original, by: rule, random: &random) else { continue }
          let name = "\(number)-\(rule.rawValue)-\(round).json"
          try mutation.text.write(toFile: folder.file(name), atomically: false, encoding: .utf8)
          corpus[name] = mutation
        }
      }
    }
    return corpus
  }

  @Test(
    "our validator finds fault with a preset's form just where JSON Schema does, at the line that was changed",
    .enabled(if: python != nil, "needs Python's jsonschema"), .timeLimit(.minutes(10)))
  func agreement() throws {
    let folder = try TemporaryFolder()
    let corpus = try Self.write(to: folder)
    let outcome = try Command.shell("exec \"$JULIAREEL\" validate --json --no-pictures *.json", folder: folder.path)
    #expect(outcome.status == 65 && outcome.errors.isEmpty, "\(outcome.errors)")
    let verdicts = try outcome.text.split(separator: "\n").map {
      try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
    }
    #expect(verdicts.map(\.document) == corpus.keys.sorted())

    let judge = Repository.root.appendingPathComponent("Tests/Oracle/judge-presets.py").path
    let judged = try Command.shell(
      "\"$JULIAREEL\" schema > schema && exec \(Self.python ?? "") '\(judge)' schema *.json", folder: folder.path)
    #expect(judged.status == 0, "\(judged.errors)")
    let opinions = try judged.text.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(opinions.count == verdicts.count)

    for (verdict, opinion) in zip(verdicts, opinions) {
      let mutation = try #require(corpus[verdict.document])
      let messages = verdict.diagnostics.map { "\($0.kind) \($0.line ?? 0): \($0.message)" }
      #expect(
        opinion["isValid"] as? Bool == verdict.structural.isEmpty, "\(verdict.document): \(messages)\n\(mutation.text)")
      for finding in verdict.structural {
        let line = try #require(finding.line)
        #expect(
          mutation.faultyLines.contains(line), "\(verdict.document): \(messages) not in \(mutation.faultyLines)")
      }
      #expect(verdict.isValid == !verdict.diagnostics.contains { $0.severity == "error" })
    }

    // The corpus has some of everything.
    #expect(verdicts.count >= 300)
    #expect(verdicts.filter { !$0.structural.isEmpty }.count >= 200)
    #expect(verdicts.filter { $0.structural.isEmpty && !$0.isValid }.count >= 20)
    #expect(verdicts.filter(\.isValid).count >= 100)
  }
}
