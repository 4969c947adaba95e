import Animation
import Benchmarking
import Measuring
import ShippedPresets
import Testing

@Suite("BenchmarkSuite")
struct BenchmarkSuiteTests {
  private static func films(_ options: BenchmarkOptions) throws -> [BenchmarkReport.Film] {
    let cases = try BenchmarkSuite.cases(options) { name, overrides in
      let bytes = try #require(PresetLibrary.bytes(named: name))
      return (try Preset.load(bytes: bytes, name: name, overrides: overrides), name)
    }
    return cases.map { name, workload in
      BenchmarkReport.Film(
        preset: name, workload: workload,
        measurements: [ReportFixture.measurement(.filmAntialiased, seconds: [2])])
    }
  }

  @Test("the suite is the one on record: whoever changes its films raises its version")
  func pinned() throws {
    let films = try Self.films(BenchmarkOptions.parse([]))
    #expect(BenchmarkSuite.version == 1)
    #expect(films.map(\.presetHash) == ["912cceb5eb326f69", "5c1ccc861c923ac8"])
    #expect(films.map(\.firstFrame) == [84, 771] && films.allSatisfy { $0.frames == 48 && $0.width == 1280 })
  }

  @Test("only the whole suite as it is pinned has a headline", arguments: [[], ["--threads", "2"], ["--runs", "9"]])
  func headline(options: [String]) throws {
    let options = try BenchmarkOptions.parse(options)
    let headline = try #require(BenchmarkSuite.headline(of: Self.films(options), options))
    #expect(headline.presets == ["benchmark-loop", "benchmark-constants"] && headline.version == 1)
  }

  @Test(
    "other films, sizes and frames have none",
    arguments: [["benchmark-loop"], ["--size", "64x36"], ["--frames", "9"]])
  func noHeadline(options: [String]) throws {
    let options = try BenchmarkOptions.parse(options)
    #expect(BenchmarkSuite.headline(of: try Self.films(options), options) == nil)
  }
}
