import Measuring
import Testing

@Suite("BenchmarkComparison")
struct BenchmarkComparisonTests {
  private static func report(
    seconds: [Double], threads: Int = 2, title: String = "T", commit: String = "abc"
  ) throws -> BenchmarkReport {
    let film = try ReportFixture.film(
      [
        ReportFixture.measurement(.render, threads: threads, seconds: seconds),
        ReportFixture.measurement(.render, .frames, threads: threads, seconds: seconds),
      ], title: title)
    return ReportFixture.report([film], commit: commit)
  }

  @Test("ratios have the range of both spreads, and only what lies outside is faster or slower")
  func ratios() throws {
    let slow = try Self.report(seconds: [4, 5, 4])
    let fast = try Self.report(seconds: [2, 2, 2.5])
    let faster = try #require(BenchmarkComparison(slow, fast).films.first?.rows.first)
    #expect(faster.speed.median == 2 && faster.speed.verdict == "faster")
    #expect(faster.speed.minimum == 1.6 && faster.speed.maximum == 2.5)
    #expect(faster.processorTime.median == 0.5)
    #expect(BenchmarkComparison(fast, slow).films[0].rows[0].speed.verdict == "slower")
    let alike = BenchmarkComparison(slow, try Self.report(seconds: [4.5]))
    #expect(alike.films[0].rows[0].speed.verdict == "within the spread")
    #expect(alike.films[0].rows.map(\.name) == ["render", "render, frames"])
  }

  @Test("what differs between machines and programs is listed, and nothing if they are alike")
  func differences() throws {
    let one = try Self.report(seconds: [1])
    #expect(BenchmarkComparison(one, one).differences.isEmpty)
    let other = try Self.report(seconds: [1], threads: 4, commit: "def")
    let comparison = BenchmarkComparison(one, other)
    #expect(comparison.differences == ["commit: abc against def"])
    let text = ComparisonText(comparison, names: ("a.json", "b.json"), isMarkdown: true).text
    #expect(text.contains("b.json relative to a.json") && text.contains("- commit: abc against def"))
    #expect(text.contains("| render | 2, 4 | 10.0 | 10.0 | 1.00 | (1.00–1.00) | 2.00 | within the spread |"))
  }

  @Test("films with different recipes are not compared, which is told")
  func unmatched() throws {
    let comparison = BenchmarkComparison(
      try Self.report(seconds: [1]), try Self.report(seconds: [1], title: "Another"))
    #expect(comparison.films.isEmpty && comparison.unmatched.count == 2)
    let text = ComparisonText(comparison, names: ("a", "b"), isMarkdown: false).text
    #expect(text.contains("The reports have no film in common."))
    #expect(text.contains("baseline, only in the first") && text.contains("baseline, only in the second"))
  }

  @Test("headlines are compared if suite and version are the same")
  func headlines() throws {
    func report(_ seconds: Double, version: Int) throws -> BenchmarkReport {
      let film = try ReportFixture.film([ReportFixture.measurement(.filmAntialiased, seconds: [seconds])])
      return ReportFixture.report([film], headline: Headline([film], suiteVersion: version))
    }
    let same = BenchmarkComparison(try report(2, version: 1), try report(1, version: 1))
    let text = ComparisonText(same, names: ("a", "b"), isMarkdown: false).text
    #expect(
      text.hasSuffix(
        "Headline, juliareel film suite 1: 10.0 against 5.00 frames per second, 2.00 times as many (2.00–2.00): faster."
      ))
    #expect(BenchmarkComparison(try report(2, version: 1), try report(1, version: 2)).headlines == nil)
  }
}
