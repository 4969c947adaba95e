import Measuring
import Testing

@Suite("Noise and Headline")
struct NoiseTests {
  private static func noise(_ measurements: [StageMeasurement]) throws -> Noise {
    Noise([try ReportFixture.film(measurements)], loadBefore: 0.5, loadAfter: 2)
  }

  @Test("a calm machine is one whose runs agree, with nobody else on it")
  func calm() throws {
    let noise = try Self.noise([
      ReportFixture.measurement(.render, seconds: [1, 1.02]), ReportFixture.measurement(.field, seconds: [2, 2]),
      ReportFixture.measurement(.shade, seconds: [1, 1.1, 1]),
    ])
    #expect(noise.verdict == .calm)
    #expect(
      noise.sentence
        == "runs of the same thing differ by 2 % (at most 10 %), others took 0 % of the workers' time, "
        + "load 0.5 before and 2.00 after: the machine was calm")
  }

  @Test("what others took is noise, even if the runs agree")
  func taken() throws {
    let unsteady = try Self.noise([ReportFixture.measurement(.render, seconds: [1, 1], share: 0.9)])
    #expect(unsteady.verdict == .unsteady && unsteady.sentence.contains("others took 10 % of"))
    let noisy = try Self.noise([ReportFixture.measurement(.render, seconds: [1, 1], share: 0.5)])
    #expect(noisy.verdict == .noisy && noisy.sentence.hasSuffix("the machine was noisy, do not quote these figures"))
  }

  @Test("runs that differ are noise, and one run shows none")
  func spread() throws {
    #expect(try Self.noise([ReportFixture.measurement(.render, seconds: [1, 1.2])]).verdict == .noisy)
    let single = try Self.noise([ReportFixture.measurement(.render, seconds: [1])])
    #expect(single.typicalSpreadPercent == nil && single.sentence.hasPrefix("one run shows no spread, "))
    #expect(Noise([], loadBefore: nil, loadAfter: nil).sentence == "one run shows no spread: the machine was calm")
  }

  @Test("the headline is the geometric mean of the finished films, or of rendering where none was made")
  func headline() throws {
    #expect(abs(Headline.geometricMean([2, 8]) - 4) < 1e-12)
    func films(_ stage: StageMeasurement.Stage) throws -> [BenchmarkReport.Film] {
      try [("a", 5.0), ("b", 1.25)].map { name, seconds in
        try ReportFixture.film(
          [ReportFixture.measurement(stage, seconds: [seconds, seconds, 2 * seconds])], name: name)
      }
    }
    let headline = try #require(Headline(films(.filmAntialiased), suiteVersion: 7))
    #expect(
      headline.sentence
        == "4.00 frames per second (2.00–4.00), juliareel film suite 7: geometric mean of film+aa over a and b; "
        + "2 workers, baseline")
    #expect(try Headline(films(.renderAntialiased), suiteVersion: 7)?.name == "juliareel render suite")
    #expect(try Headline(films(.field), suiteVersion: 7) == nil && Headline([], suiteVersion: 7) == nil)
  }
}
