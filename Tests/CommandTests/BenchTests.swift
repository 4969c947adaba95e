import Foundation
import Measuring
import TestSupport
import Testing

@Suite("juliareel bench")
struct BenchTests {
  private static let tiny = "classic-loop --size 64x36 --frames 3 --runs 2 --threads 1,2"

  /// Runs one of the two programs that measure.
  private static func bench(_ program: String, _ options: String, folder: TemporaryFolder) throws -> Command.Outcome {
    let beside = "\"$(dirname \"$JULIAREEL\")/juliareel-bench\""
    return try Command.shell(
      "exec \(program == "juliareel" ? "\"$JULIAREEL\" bench" : beside) \(options)", folder: folder.path)
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
    #expect(stages == Set(StageMeasurement.Stage.allCases).subtracting(isWhole ? [] : [.encode, .film]))
    #expect(report.libraries.keys.contains("x264") == isWhole)
    for word in ["strategy", "pixels-guided", "speed-up", "Limit: ", film.presetHash, report.machine.processor] {
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
