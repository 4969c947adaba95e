import Foundation
import Measuring
import TestSupport
import Testing

@Suite("juliareel bench")
struct BenchTests {
  private static let tiny = "classic-loop --size 64x36 --frames 3 --runs 2 --threads 1,2"

  private static let stagesOfFilms: Set<StageMeasurement.Stage> = [
    .encode, .encodeAntialiased, .film, .filmAntialiased,
  ]

  /// Runs one of the two programs that measure.
  private static func bench(_ program: String, _ options: String, folder: TemporaryFolder) throws -> Command.Outcome {
    let beside = "\"$(dirname \"$JULIAREEL\")/juliareel-bench\""
    return try Command.shell(
      "exec \(program == "juliareel" ? "\"$JULIAREEL\" bench" : beside) \(options)", folder: folder.path)
  }

  @Test("films of scenes are refused with one sentence", arguments: ["juliareel", "juliareel-bench"])
  func scenes(program: String) throws {
    let folder = try TemporaryFolder()
    let film = """
      {"version": 1, "title": "Two", "output": {"width": 64, "height": 36}, "scenes": [
        {"preset": {"version": 1, "title": "A", "duration": 1, "c": [0, 1]}},
        {"preset": {"version": 1, "title": "B", "duration": 1, "c": [0.3, 0.5]}}]}
      """
    try Data(film.utf8).write(to: URL(fileURLWithPath: folder.file("two.json")))
    let outcome = try Self.bench(program, "two.json --frames 3 --json b.json", folder: folder)
    #expect(outcome.status == 64 && outcome.text.isEmpty, "\(outcome.errors)")
    #expect(
      outcome.errors == "films with scenes are not measured; allowed: the preset of one of them\n", "\(outcome.errors)")
    #expect(folder.contents == ["two.json"])
  }

  @Test(
    "everything is measured as often as asked, told on stdout and written as JSON",
    arguments: ["juliareel", "juliareel-bench"])
  func everything(program: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.bench(program, "\(Self.tiny) --json b.json", folder: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(folder.contents == ["b.json"])
    let report = try BenchmarkReport(json: Data(contentsOf: URL(fileURLWithPath: folder.file("b.json"))))
    let film = try #require(report.films.first)
    #expect(report.films.count == 1)
    #expect((film.preset, film.width, film.height, film.frames) == ("classic-loop", 64, 36, 3))
    #expect(film.measurements.allSatisfy { $0.runs.count == 2 && $0.frames == 3 })
    let rendered = film.measurements.filter { $0.stage == .render }
    #expect(Set(rendered.compactMap(\.strategy)) == Set(StrategyName.allCases))
    #expect(Set(rendered.filter { $0.strategy == .stealing }.map(\.threads)) == [1, 2])
    let stages = Set(film.measurements.map(\.stage))
    let isWhole = program == "juliareel"
    #expect(stages == Set(StageMeasurement.Stage.allCases).subtracting(isWhole ? [] : Self.stagesOfFilms))
    #expect((film.account?.stage == .filmAntialiased) == isWhole)
    #expect(film.stageSums.map(\.film) == (isWhole ? [.film, .filmAntialiased] : []))
    #expect(report.headline == nil && report.noise.typicalSpreadPercent != nil)
    #expect(report.libraries.keys.contains("x264") == isWhole)
    let facts = [film.presetHash, film.antialiasing, report.machine.processor]
    for word in ["strategy", "pixels-guided", "speed-up", "Limit: ", "Noise: ", "render+aa"] + facts {
      #expect(outcome.text.contains(word), "\(word)")
    }
  }

  @Test("chosen strategies, instruction sets and Markdown")
  func choice() throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.bench(
      "juliareel-bench",
      "\(Self.tiny) --runs 1 --strategy frames,pixels-static --isa baseline,baseline --markdown", folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("| frames | 2 |") && outcome.text.contains("| stealing | 2 |"))
    #expect(!outcome.text.contains("| processes |"))
    #expect(outcome.text.components(separatedBy: "## classic-loop").count == 2)
    #expect(outcome.text.contains("frames 298..<301, baseline"))
  }

  @Test(
    "options that make no sense are usage errors, for both programs",
    arguments: [
      "--threads 0", "--threads 1,,2", "--threads 999", "--strategy openmp", "--isa sse9", "--runs 0", "--frames 0",
      "--size big", "--size 63x36", "--size 0x4",
    ], ["juliareel", "juliareel-bench"])
  func usage(options: String, program: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.bench(program, "classic-loop \(options)", folder: folder)
    #expect(outcome.status == (options == "--size 0x4" && program != "juliareel" ? 65 : 64), "\(outcome.errors)")
    #expect(outcome.text.isEmpty && !outcome.errors.isEmpty)
  }

  @Test("a preset without anti-aliasing has no stages with it")
  func withoutAntialiasing() throws {
    let folder = try TemporaryFolder()
    let preset = #"{ "version": 1, "title": "T", "duration": 1, "c": [0, 1], "antialiasing": { "mode": "none" } }"#
    try preset.write(toFile: folder.file("p.json"), atomically: true, encoding: .utf8)
    let outcome = try Self.bench(
      "juliareel", "p.json --size 64x36 --frames 2 --runs 1 --threads 1 --strategy stealing --json b.json",
      folder: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try BenchmarkReport(json: Data(contentsOf: URL(fileURLWithPath: folder.file("b.json"))))
    #expect(!outcome.text.contains("render+aa") && outcome.text.contains("Anti-aliasing (stages with +aa): none"))
    #expect(report.films[0].account?.stage == .film)
  }

  @Test(
    "two reports are compared by both programs, and the page is one file", arguments: ["juliareel", "juliareel-bench"])
  func comparison(program: String) throws {
    let folder = try TemporaryFolder()
    let measured = try Self.bench(
      program, "\(Self.tiny) --strategy stealing --json a.json --html a.html", folder: folder)
    #expect(measured.status == 0 && folder.contents == ["a.html", "a.json"], "\(measured.errors)")
    let page = try String(contentsOfFile: folder.file("a.html"), encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(!page.contains("http") && !page.contains("<script") && !page.contains("src="))
    #expect(page.contains("speed-up over workers"))
    let compared = try Self.bench(program, "--compare a.json a.json", folder: folder)
    #expect(compared.status == 0, "\(compared.errors)")
    #expect(compared.text.contains("Machines, programs and load before are alike."))
    #expect(compared.text.contains("render+aa") && compared.text.contains("1.00"))
    #expect(!compared.text.contains("faster\n"))
  }

  @Test(
    "what cannot be compared is told in one sentence, with its exit code",
    arguments: [
      ("--compare a.json", 64), ("--compare a.json b.json c.json", 64), ("classic-loop --compare a.json b.json", 64),
      ("--compare a.json b.json --threads 1", 64), ("--json x --html x", 64), ("--compare missing.json a.json", 66),
      ("--compare a.json b.json", 65),
    ], ["juliareel", "juliareel-bench"])
  func notCompared(options: (words: String, status: Int32), program: String) throws {
    let folder = try TemporaryFolder()
    try #"{ "version": 1, "films": [] }"#.write(toFile: folder.file("a.json"), atomically: true, encoding: .utf8)
    try "{}".write(toFile: folder.file("b.json"), atomically: true, encoding: .utf8)
    let outcome = try Self.bench(program, options.words, folder: folder)
    #expect(outcome.status == options.status, "\(outcome.errors)")
    #expect(outcome.text.isEmpty && !outcome.errors.isEmpty)
    if options.status == 65 {
      #expect(outcome.errors == "a.json: a report of version 1; this program reads version 2\n")
    }
  }

  @Test("a missing preset and a place that cannot be written are told by their exit codes")
  func exitCodes() throws {
    let folder = try TemporaryFolder()
    for program in ["juliareel", "juliareel-bench"] {
      #expect(try Self.bench(program, "nowhere", folder: folder).status == 66)
      let unwritable = try Self.bench(program, "\(Self.tiny) --runs 1 --json missing/b.json", folder: folder)
      #expect(unwritable.status == 73, "\(unwritable.errors)")
    }
  }

  @Test("the help of the render-only program is the one on record")
  func help() throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.bench("juliareel-bench", "--help", folder: folder)
    try Snapshot.expect(outcome.text, matches: "help-juliareel-bench.txt")
    #expect(!outcome.text.contains("bench-share"))
  }
}
