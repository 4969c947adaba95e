import Foundation
import Measuring
import Testing

@Suite("FilmAccount")
struct FilmAccountTests {
  /// Two workers, ten frames, four seconds: 3 s of tiles and 2.5 s of encoders were busy, 1.5 s each with a processor.
  private static func film(
    _ stage: StageMeasurement.Stage = .filmAntialiased, seconds: Double = 4, own: Double = 0
  ) -> StageMeasurement {
    let worker = WorkerTally(
      tiles: 5, busySeconds: 2.75, encodingSeconds: 1.25, processorSeconds: 1.5, encodingProcessorSeconds: 0.5)
    return measurement(
      stage, seconds: seconds, processor: 3.2 + own, coordination: 0.2, workers: [worker, worker])
  }

  private static func measurement(
    _ stage: StageMeasurement.Stage, threads: Int = 2, seconds: Double = 1, processor: Double,
    coordination: Double = 0, workers: [WorkerTally] = []
  ) -> StageMeasurement {
    let run = MeasuredRun(
      elapsedSeconds: seconds, processorSeconds: processor, coordinationSeconds: coordination, peakResidentBytes: 1,
      workers: workers)
    return StageMeasurement(
      stage: stage, strategy: workers.isEmpty ? nil : .stealing, threads: threads, frames: 10, runs: [run])
  }

  private static func isClose(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-9 }

  @Test("the parts add up to the film's processor time, and to the workers' time")
  func parts() throws {
    let account = try #require(FilmAccount(Self.film()))
    #expect(Self.isClose(account.renderingMilliseconds, 200))
    #expect(Self.isClose(account.encodingMilliseconds, 100))
    #expect(Self.isClose(account.otherMilliseconds, 20))
    #expect(Self.isClose(account.totalMilliseconds, Self.film().processorMillisecondsPerFrame.median))
    // Eight seconds of workers: 3.2 s used, 5.5 − 3 s of work without a processor, the rest without work.
    #expect(Self.isClose(account.usedPercent, 40) && Self.isClose(account.takenPercent, 31.25))
    #expect(Self.isClose(account.waitedPercent, 28.75))
  }

  @Test("an encoder's own threads are encoding, and a worker that waits for them is not displaced by others")
  func ownThreads() throws {
    let account = try #require(FilmAccount(Self.film(own: 1)))
    #expect(Self.isClose(account.encodingMilliseconds, 200) && Self.isClose(account.otherMilliseconds, 20))
    #expect(Self.isClose(account.takenPercent, 18.75))
  }

  @Test("it is of the run of middling length, and absent without workers")
  func run() throws {
    let runs = [8.0, 4, 2].flatMap { Self.film(seconds: $0).runs }
    let film = StageMeasurement(stage: .film, strategy: .stealing, threads: 2, frames: 10, runs: runs)
    #expect(Self.isClose(try #require(FilmAccount(film)).usedPercent, 40))
    #expect(FilmAccount(Self.measurement(.encode, processor: 1)) == nil)
  }

  @Test("the limit is the largest part of the film as its preset has it, by its own account")
  func limitOfFilm() {
    let encode = Self.measurement(.encode, processor: 9)
    let plain = Self.film(.film, own: 5)
    #expect(
      Limit([encode, plain, Self.film()]).sentence
        == "rendering: 62 % of processor time (rendering 200 ms, encoding 100 ms, the rest 20.0 ms a frame); "
        + "of 2 workers' time film+aa used 40 %, others took 31 %, and 29 % was idle")
    #expect(Limit([encode, plain]).sentence.hasPrefix("encoding: 73 % of processor time"))
  }

  @Test("without films the limit is the largest stage of rendering")
  func limitOfRendering() {
    let worker = WorkerTally(tiles: 1, busySeconds: 1, processorSeconds: 1)
    let stages = [
      Self.measurement(.field, processor: 2), Self.measurement(.shadeAndConvert, processor: 1),
      Self.measurement(.render, processor: 3, workers: [worker, worker]),
      Self.measurement(.renderAntialiased, seconds: 4, processor: 8, workers: [worker, worker]),
    ]
    #expect(
      Limit(stages).sentence
        == "further samples: 62 % of processor time (field 200 ms, shading and conversion 100 ms, further samples 500 "
        + "ms a frame); of 2 workers' time render+aa used 100 %, others took 0 %, and 0 % was idle")
    #expect(Limit([]).sentence == "not measured")
  }

  @Test("stages are added up in the cheapest runs, and more than five percent are told")
  func stageSums() throws {
    func stages(_ render: Double) -> [StageMeasurement] {
      [
        Self.measurement(.renderAntialiased, processor: render), Self.measurement(.encodeAntialiased, processor: 1),
        Self.measurement(.filmAntialiased, processor: 3),
      ]
    }
    let sum = try #require(StageSum(.filmAntialiased, in: stages(2.1)))
    #expect(sum.addsUp)
    #expect(
      sum.sentence
        == "render+aa 210 + encode+aa 100 = 310 ms of processor time a frame, 103 % of film+aa's 300 "
        + "in the cheapest runs")
    let other = try #require(StageSum(.filmAntialiased, in: stages(2.2)))
    #expect(!other.addsUp && other.sentence.contains("do not add up"))
    #expect(StageSum(.film, in: stages(2)) == nil)
  }
}
