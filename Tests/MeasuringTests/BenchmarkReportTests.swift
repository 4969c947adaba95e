import Animation
import Benchmarking
import Foundation
import HostSystem
import Measuring
import Testing

@Suite("BenchmarkReport")
struct BenchmarkReportTests {
  private static func run(seconds: Double, processor: Double, busy: [Double] = []) -> MeasuredRun {
    MeasuredRun(
      elapsedSeconds: seconds, processorSeconds: processor, iterations: 1000, peakResidentBytes: 3 << 20,
      workers: busy.map { WorkerTally(tiles: 5, busySeconds: $0, processorSeconds: $0) })
  }

  private static func measurement(
    _ stage: StageMeasurement.Stage, _ strategy: StrategyName? = .stealing, threads: Int = 2, runs: [MeasuredRun]
  ) -> StageMeasurement {
    StageMeasurement(stage: stage, strategy: strategy, threads: threads, frames: 10, runs: runs)
  }

  private static let render = measurement(
    .render,
    runs: [
      run(seconds: 2, processor: 3, busy: [1, 2]), run(seconds: 1, processor: 2, busy: [1, 1]),
      run(seconds: 4, processor: 4, busy: [2, 4]),
    ])

  private static func report(_ measurements: [StageMeasurement]) throws -> BenchmarkReport {
    let document = #"{ "version": 1, "title": "T", "duration": 1, "c": [0, 1], "output": { "frameRate": 10 } }"#
    let workload = try RenderingWorkload(
      preset: Preset.load(bytes: Array(document.utf8), name: "t"), frames: 2..<5, instructionSet: .baseline)
    return BenchmarkReport(
      films: [BenchmarkReport.Film(preset: "t", workload: workload, measurements: measurements)],
      libraries: ["x264": "core 164"], program: "1.2.3", commit: "abc")
  }

  @Test("a spread has the middle and the ends, whatever the order")
  func spread() {
    let odd = Spread([3, 1, 2])
    #expect((odd.minimum, odd.median, odd.maximum) == (1, 2, 3))
    #expect(Spread([4, 1]).median == 2.5)
  }

  @Test("the figures of a measurement follow from its runs")
  func figures() throws {
    #expect(Self.render.framesPerSecond.median == 5)
    #expect(Self.render.framesPerSecond.maximum == 10)
    #expect(Self.render.millisecondsPerFrame.median == 200)
    #expect(Self.render.processorMillisecondsPerFrame.median == 300)
    #expect(Self.render.iterationsPerSecond.median == 500)
    #expect(try #require(Self.render.busyPercent).median == 75)
    #expect(Self.render.busyPercentPerWorker == [50, 100])
    let encode = Self.measurement(.encode, nil, runs: [Self.run(seconds: 1, processor: 1)])
    #expect(encode.busyPercent == nil && encode.busyPercentPerWorker.isEmpty)
  }

  @Test("a report reads back from its JSON as it was")
  func roundTrip() throws {
    let report = try Self.report([Self.render])
    #expect(try BenchmarkReport(json: report.json()) == report)
  }

  @Test("the head tells the program's version, and the commit only where it is known")
  func head() throws {
    for (commit, words) in [("abc", "; juliareel 1.2.3 (abc), "), (SourceRevision.unknown, "; juliareel 1.2.3, ")] {
      let report = BenchmarkReport(films: [], libraries: ["x264": "164"], program: "1.2.3", commit: commit)
      #expect(ReportText(report, isMarkdown: false).text.contains(words))
    }
  }

  @Test("the JSON has its version and the figures that follow, and another version is refused")
  func json() throws {
    let data = try Self.report([Self.render]).json()
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["version"] as? Int == 2)
    #expect(object["program"] as? String == "1.2.3" && object["commit"] as? String == "abc")
    let film = try #require((object["films"] as? [[String: Any]])?.first)
    #expect((film["presetHash"] as? String)?.count == 16)
    #expect(film["antialiasing"] as? String == "adaptive, at most 16 samples, threshold 0.1")
    #expect((object["noise"] as? [String: Any])?["typicalSpreadPercent"] as? Double == 150)
    let measurement = try #require((film["measurements"] as? [[String: Any]])?.first)
    #expect((measurement["framesPerSecond"] as? [String: Double])?["median"] == 5)
    let newer = String(decoding: data, as: UTF8.self).replacingOccurrences(
      of: "\"version\" : 2", with: "\"version\" : 3")
    #expect(throws: UnreadableReport.otherVersion(3)) { try BenchmarkReport(json: Data(newer.utf8)) }
    for other in ["", "{}", "[1]", #"{ "version": 2, "films": [{}] }"#] {
      #expect(throws: UnreadableReport.notAReport) { try BenchmarkReport(json: Data(other.utf8)) }
    }
  }

  @Test("the preset's hash tells recipes apart and is the same for equal ones")
  func presetHash() throws {
    var empty = FNV1a()
    #expect(empty.hexadecimal == "cbf29ce484222325")
    // A test vector of RFC 9923.
    empty.add("foobar".utf8)
    #expect(empty.hexadecimal == "85944171f73967e8")
    #expect(try Self.report([Self.render]).films[0].presetHash == Self.report([Self.render]).films[0].presetHash)
  }

  @Test("tables are aligned on a terminal and piped in Markdown")
  func tables() {
    var table = Table("name", "fps")
    table.add("a", "1")
    table.add("longer", "23")
    #expect(table.text == "name    fps\na         1\nlonger   23")
    #expect(table.markdown == "| name | fps |\n| --- | ---: |\n| a | 1 |\n| longer | 23 |")
  }

  @Test("figures have three digits that say something")
  func digits() {
    #expect(
      [0, 0.01234, 0.9996, 1.234, 12.34, 99.96, 1234.5].map(Figure.text) == [
        "0", "0.0123", "1.00", "1.23", "12.3", "100", "1234",
      ])
    #expect(Figure.scaled(2.312e9) == "2.31 G" && Figure.scaled(5) == "5.00")
  }

  @Test("frames are taken from where they are pinned, or around the middle, and never beyond the film")
  func frames() {
    #expect(BenchmarkSuite.frames(48, from: 84, filmLength: 600) == 84..<132)
    #expect(BenchmarkSuite.frames(48, from: nil, filmLength: 600) == 276..<324)
    #expect(BenchmarkSuite.frames(48, from: 84, filmLength: 100) == 26..<74)
    #expect(BenchmarkSuite.frames(48, from: nil, filmLength: 7) == 0..<7)
  }

  @Test("only a program inside a build folder asks its checkout for the revision")
  func checkout() {
    #expect(SourceRevision.checkout(ofExecutable: "/src/reel/.build/release/juliareel") == "/src/reel")
    #expect(SourceRevision.checkout(ofExecutable: "/usr/bin/juliareel") == nil)
  }
}
