import Animation
import Foundation
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

  @Test("equal frames in a row are rendered once, and shown as often as the film says")
  func repetition() throws {
    let document = """
      { "version": 1, "title": "Still", "duration": 1, "output": { "width": 32, "height": 18, "frameRate": 20 },
        "c": [-0.4, 0.6], "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 0.5, "value": 0.3 }] } } }
      """
    let preset = try Preset.load(bytes: Array(document.utf8), name: "still.json")
    let (reused, report) = try FilmFixture.production(preset).record()
    var plain = FilmFixture.production(preset)
    plain.options.reusesEqualFrames = false
    let (rendered, plainReport) = try plain.record()
    #expect(reused.pixels == rendered.pixels)
    #expect(report.repeatedFrames == 9 && plainReport.repeatedFrames == 0)
    #expect(report.finishedFrames == 20 && reused.frames == Array(0..<20))
  }

  @Test("memory is bounded by the look-ahead, not by the film", arguments: [1, 12])
  func bounded(segmentLength: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 200), workers: 3)
    let (recording, report) = try production.record(segmentLength: segmentLength)
    // Besides those in flight: one for each worker that is about to let go of it, and the newest of each segment, kept in case
    // the next frame is equal.
    #expect(report.lookahead == (segmentLength == 1 ? 5 : 10))
    #expect(recording.bases.count <= report.lookahead + production.options.workerCount + report.openSegments)
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
    #expect(throws: ProductionError.interrupted) {
      _ = try production.record(
        interruption: urgent,
        onFrame: {
          if $0 == 5 {
            urgent.request()
            urgent.request()
          }
        }, recording: second)
    }
    #expect(second.frames == Array(0...5) && !second.isFinished)
  }

  @Test("a request to stop does not wait for a frame that is not finished")
  func unfinishedFrame() throws {
    // c goes straight to ¼ in the film's first step: frame 0 costs nothing, and all others the whole of their iterations,
    // because the orbits stay bounded and no attracting cycle tells so in advance. That is minutes a frame and a second a
    // tile, so that a busy machine, too, hears of the request before frame 1 is finished.
    let document = """
      { "version": 1, "title": "Slow", "duration": 0.4, "camera": { "center": [0.1, 0.05], "width": 0.2 },
        "output": { "width": 3840, "height": 2160, "frameRate": 25 }, "fractal": { "maximumIterations": 200000 },
        "c": { "keyframes": [{ "time": 0, "value": [4, 0] }, { "time": 0.04, "value": [0.25, 0] }],
               "interpolation": "linear" } }
      """
    let preset = try Preset.load(bytes: Array(document.utf8), name: "slow.json")
    let production = FilmFixture.production(preset, workers: 1)
    let interruption = Interruption()
    let (recording, report) = try production.record(
      interruption: interruption,
      onFrame: { if $0 == 0 { interruption.request() } })
    #expect(recording.frames == [0] && recording.isFinished)
    let oneFrame = try FilmFixture.production(preset, frames: 0..<1, workers: 1).record().report.workers[0].tiles
    #expect(oneFrame > 3)
    #expect((oneFrame..<2 * oneFrame - 1).contains(report.workers[0].tiles))
  }

  @Test("progress is told at the start and after each frame")
  func progress() throws {
    struct Log: FilmProgressReporting {
      let append: (Int) -> Void
      func report(_ progress: FilmProgress) { append(progress.finishedFrames) }
    }
    var told: [Int] = []
    _ = try FilmFixture.production(FilmFixture.preset(frames: 4)).run(
      into: RecordingSink(recording: Recording()), layout: .yuv420, progress: Log { told.append($0) },
      interruption: Interruption())
    #expect(told == [0, 1, 2, 3, 4])
  }
}
