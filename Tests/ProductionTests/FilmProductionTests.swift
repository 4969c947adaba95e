import Animation
import Production
import TestSupport
import Testing

@Suite("FilmProduction")
struct FilmProductionTests {
  @Test("frames reach the sink in order and complete, with any number of workers", arguments: [1, 2, 5, 16])
  func order(workers: Int) throws {
    let (recording, report) = try FilmFixture.production(FilmFixture.preset(frames: 30), workers: workers).record()
    #expect(recording.frames == Array(0..<30))
    #expect(recording.isFinished)
    #expect(report.finishedFrames == 30 && !report.isInterrupted)
    #expect(report.workers.count == workers)
    #expect(report.workers.map(\.tiles).reduce(0, +) == 30)
  }

  @Test("the pixels do not depend on the number of workers, nor on what else is rendered")
  func samePixels() throws {
    let preset = try FilmFixture.preset(frames: 10, width: 322, height: 178)
    let reference = try FilmFixture.production(preset, workers: 1).record().recording
    for workers in [2, 5] {
      #expect(try FilmFixture.production(preset, workers: workers).record().recording.pixels == reference.pixels)
    }
    for frame in [0, 3, 9] {
      let alone = try FilmFixture.production(preset, frames: frame..<frame + 1).record().recording
      #expect(alone.frames == [frame])
      #expect(alone.pixels == [reference.pixels[frame]])
    }
    #expect(Set(reference.pixels).count == 10)
  }

  @Test("memory is bounded by the look-ahead, not by the film")
  func bounded() throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 200), workers: 3)
    // Besides those in flight: the one that the sink was given last, and one that each worker is about to let go of.
    #expect(try production.record().recording.bases.count <= production.lookahead + 1 + production.workerCount)
  }

  @Test("an error of the sink ends the film and is what the caller gets", arguments: [0, 7, 29])
  func sinkError(frame: Int) throws {
    let recording = Recording()
    #expect(throws: RecordingSink.Refusal(frame: frame)) {
      _ = try FilmFixture.production(FilmFixture.preset(frames: 30)).record(refusedFrame: frame, recording: recording)
    }
    #expect(recording.frames == Array(0..<frame))
    #expect(!recording.isFinished)
  }

  @Test("a request to stop keeps the frames finished by then and completes the film")
  func interrupted() throws {
    let interruption = Interruption()
    let (recording, report) = try FilmFixture.production(FilmFixture.preset(frames: 200)).record(
      interruption: interruption, onFrame: { if $0 == 20 { interruption.request() } })
    #expect(recording.isFinished)
    #expect(report.isInterrupted)
    #expect(recording.frames == Array(0..<report.finishedFrames))
    #expect((21...40).contains(report.finishedFrames))
  }

  @Test("a request before the first frame, or a second one, leaves no film")
  func stopped() throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 50))
    let early = Interruption()
    early.request()
    let recording = Recording()
    #expect(throws: ProductionError.interrupted) {
      _ = try production.record(interruption: early, recording: recording)
    }
    #expect(recording.frames.isEmpty && !recording.isFinished)

    let urgent = Interruption()
    let second = Recording()
    #expect(throws: (any Error).self) {
      _ = try production.record(
        interruption: urgent,
        onFrame: {
          if $0 == 5 {
            urgent.request()
            urgent.request()
          }
        }, recording: second)
    }
    #expect(!second.isFinished)
  }
}
