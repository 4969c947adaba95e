import Foundation
import JuliaReelCommand
import Production
import TestSupport
import Testing

@Suite("juliareel audit")
struct AuditCommandTests {
  /// An audit's report in which symmetry gets `mismatches` pixels wrong.
  private static func report(mismatches: Int) throws -> AuditReport {
    let first = """
      "firstMismatch": { "frame": 12, "row": 34, "column": 56, "bruteForce": 7.25, "shortcut": -1 },
      """
    let document = """
      { "version": 1, "width": 1920, "height": 1080, "maximumIterations": 500, "instructionSet": "avx2", "seed": 9,
        "filmFrames": 600, "frames": [2, 302], "tiles": 4, "pixels": 61440, "bruteForceIterations": 1000,
        "elapsedSeconds": 0.5, "findings": [
          { "name": "traps", "mismatchingPixels": 0, "iterations": 1, "savedIterationsPercent": 99.96,
            "copiedPixels": 0, "givenUpPixels": 12345 },
          { "name": "symmetry", "mismatchingPixels": \(mismatches), \(mismatches > 0 ? first : "")
            "iterations": 500, "savedIterationsPercent": 50, "copiedPixels": 30720, "givenUpPixels": 0 } ] }
      """
    return try JSONDecoder().decode(AuditReport.self, from: Data(document.utf8))
  }

  @Test("the table has a line for each shortcut, its columns aligned, and rounds no share up to all")
  func table() throws {
    let lines = AuditText(try Self.report(mismatches: 0)).table.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(Set(lines.map(\.count)).count == 1)
    #expect(lines[1].hasPrefix("traps ") && lines[1].hasSuffix(" 12\u{202F}345") && lines[1].contains(" 99.9 %"))
    #expect(lines[2].hasPrefix("symmetry ") && lines[2].contains(" 50.0 %"))
  }

  @Test("the verdict says what was compared, and that it is the same")
  func verdict() throws {
    let text = AuditText(try Self.report(mismatches: 0))
    #expect(text.failure == nil)
    #expect(
      text.verdict == "No pixel differs: 61\u{202F}440 pixels of 4 tiles in 2 of 600 frames of 1920×1080, "
        + "compared bit for bit with avx2, seed 9.")
  }

  @Test("a pixel that differs is named with both its values")
  func failure() throws {
    let text = AuditText(try Self.report(mismatches: 3))
    #expect(text.verdict.hasPrefix("Pixels differ: "))
    #expect(text.failure == "symmetry: frame 12, column 56, row 34 has -1.0, brute force 7.25")
  }

  @Test("a preset is audited: table and verdict on stdout, progress on stderr, the report as JSON")
  func audit() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      "audit", "classic-loop", "--size", "320x180", "--frames", "4", "--seed", "5", "--isa", "baseline", "--json",
      folder.file("audit.json"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("shortcut ") == true)
    #expect(lines.contains { $0.hasPrefix("symmetry ") } && lines.contains { $0.hasPrefix("all together ") })
    let verdict = try #require(lines.last)
    #expect(verdict.hasPrefix("No pixel differs: ") && verdict.contains("in 4 of 600 frames of 320×180"))
    #expect(verdict.contains("with baseline, seed 5"))
    #expect(outcome.errors.hasPrefix("frame 0 of 4\n"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("audit.json")))
    let report = try JSONDecoder().decode(AuditReport.self, from: bytes)
    #expect(report.frames.count == 4 && report.seed == 5 && report.instructionSet == "baseline")
    #expect(report.failure == nil && AuditText(report).verdict == verdict)
  }

  @Test("all of a film is audited on demand, and a shortcut that is switched off is left out")
  func everything() throws {
    let outcome = try Command.run(
      "audit", "famous-constants", "--size", "96x54", "--set", "output.frameRate=2", "--frames", "all", "--tiles",
      "all", "--no-traps", "--progress", "none")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.text.contains("248\u{202F}832 pixels"))
    #expect(outcome.text.contains("in 48 of 48 frames") && !outcome.text.contains("traps"))
  }

  private static let refusals: [(arguments: [String], status: Int32, words: String)] = [
    (["classic-loop", "--frames", "601"], 64, "600"), (["classic-loop", "--tiles", "1000"], 64, "136"),
    (["classic-loop"] + FieldShortcuts.withinFrame.map { "--no-\($0.name)" }, 64, "nothing to audit"),
    (["classic-loop", "--json", "missing/a.json"], 73, "missing"),
    (["p.json", "--json", "./p.json"], 64, "is the preset"), (["nowhere.json"], 66, "nowhere.json"),
    (["classic-loop", "--set", "c.radius=nan"], 64, "c.radius"),
  ]

  @Test("what cannot be audited is refused in one sentence", arguments: refusals)
  func refusal(arguments: [String], status: Int32, words: String) throws {
    let folder = try TemporaryFolder()
    try "{ \"version\": 1, \"title\": \"T\", \"duration\": 1, \"c\": [0, 1] }".write(
      toFile: folder.file("p.json"), atomically: true, encoding: .utf8)
    let line = arguments.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Command.shell("exec \"$JULIAREEL\" audit --progress none \(line)", folder: folder.path)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(outcome.output.isEmpty && folder.contents == ["p.json"])
  }

  @Test(
    "values that are none are usage errors",
    arguments: [["--frames", "0"], ["--tiles", "some"], ["--seed", "-1"], ["--seed", "x"], ["--frames", "1.5"]])
  func values(options: [String]) throws {
    let outcome = try Command.shell("exec \"$JULIAREEL\" audit classic-loop \(options.joined(separator: " "))")
    #expect(outcome.status == 64 && outcome.errors.contains(options[0]), "\(outcome.errors)")
  }
}
