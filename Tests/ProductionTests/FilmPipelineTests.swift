import Animation
import Foundation
import FractalMath
import Production
import TestSupport
import Testing
import VideoEncoding

@Suite("Films of segments")
struct FilmPipelineTests {
  /// A film of 20 frames whose last ten are equal.
  private static func hold() throws -> Preset {
    let document = """
      { "version": 1, "title": "Hold", "duration": 1, "output": { "width": 32, "height": 18, "frameRate": 20 },
        "c": [-0.4, 0.6], "antialiasing": { "mode": "none" }, "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 0.5, "value": 0.3 }] } } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "hold.json")
  }

  @Test(
    "frames reach the sink in order, complete and with equal pixels, for any number of workers and any length of segments",
    arguments: [1, 2, 5, 16], [1, 7, 30])
  func order(workers: Int, segmentLength: Int) throws {
    let preset = try FilmFixture.preset(frames: 64)
    let reference = try FilmFixture.production(preset, workers: 1).record().recording
    let (recording, report) = try FilmFixture.production(preset, workers: workers).record(segmentLength: segmentLength)
    #expect(recording.frames == Array(0..<64) && recording.isFinished)
    #expect(recording.pixels == reference.pixels)
    let whole = Array(repeating: segmentLength, count: 64 / segmentLength)
    #expect(recording.segments == (segmentLength == 1 ? whole : whole + [64 % segmentLength]))
    #expect(report.finishedFrames == 64 && !report.isInterrupted && report.segmentLength == segmentLength)
    #expect(report.workers.map(\.encodedFrames).reduce(0, +) == 64)
  }

  @Test("the least of memory makes the same film, one segment at a time", arguments: [1, 7, 30])
  func littleMemory(segmentLength: Int) throws {
    let preset = try FilmFixture.preset(frames: 64)
    let reference = try FilmFixture.production(preset).record(segmentLength: segmentLength).recording
    var production = FilmFixture.production(preset, workers: 5)
    production.options.memoryLimitBytes = 0
    let (recording, report) = try production.record(segmentLength: segmentLength)
    #expect(report.openSegments == (segmentLength == 1 ? 2 : 1))
    #expect(recording.pixels == reference.pixels && recording.segments == reference.segments)
  }

  @Test("an error of the sink ends the film and is what the caller gets", arguments: [0, 29, 30, 75, 99], [1, 7, 30])
  func sinkError(frame: Int, segmentLength: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 100, width: 32, height: 18), workers: 3)
    for _ in 0..<20 {
      let recording = Recording()
      #expect(throws: RecordingSink.Refusal(frame: frame)) {
        _ = try production.record(segmentLength: segmentLength, refusedFrame: frame, recording: recording)
      }
      #expect(recording.frames == Array(0..<frame) && !recording.isFinished)
    }
  }

  @Test(
    "an error of an encoder ends the film and is what the caller gets", arguments: [0, 29, 30, 75, 99], [1, 7, 30])
  func encoderError(frame: Int, segmentLength: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 100, width: 32, height: 18), workers: 3)
    for _ in 0..<20 {
      let recording = Recording()
      #expect(throws: RecordingSink.Refusal(frame: frame)) {
        _ = try production.record(segmentLength: segmentLength, unencodableFrame: frame, recording: recording)
      }
      // What stands before it may have come that far, in whole segments.
      #expect(recording.frames == Array(0..<recording.frames.count) && !recording.isFinished)
      #expect(recording.frames.count <= frame / segmentLength * segmentLength)
      #expect(recording.segments.allSatisfy { $0 == segmentLength })
    }
  }

  @Test("an encoder that cannot be made ends the film and is what the caller gets", arguments: [0, 1, 4], [1, 7])
  func noEncoder(encoder: Int, segmentLength: Int) throws {
    let recording = Recording()
    #expect(throws: RecordingSink.NoEncoder(number: encoder)) {
      _ = try FilmFixture.production(FilmFixture.preset(frames: 60), workers: 3).record(
        segmentLength: segmentLength, missingEncoder: encoder, recording: recording)
    }
    #expect(recording.frames.count <= encoder * segmentLength && !recording.isFinished)
  }

  @Test(
    "equal frames in a row are rendered once in each segment, and shown as often as the film says",
    arguments: [(1, 9), (7, 8), (10, 9), (12, 8), (30, 9)])
  func repetition(segmentLength: Int, repeated: Int) throws {
    let preset = try Self.hold()
    var plain = FilmFixture.production(preset)
    plain.options.reusesEqualFrames = false
    let (rendered, plainReport) = try plain.record(segmentLength: segmentLength)
    #expect(plainReport.repeatedFrames == 0)
    for workers in [1, 2, 5] {
      let (reused, report) = try FilmFixture.production(preset, workers: workers).record(segmentLength: segmentLength)
      #expect(report.repeatedFrames == repeated)
      #expect(report.finishedFrames == 20 && reused.frames == Array(0..<20))
      #expect(reused.pixels == rendered.pixels && reused.segments == rendered.segments)
    }
  }

  @Test("a field is taken from earlier frames of the same segment alone", arguments: [(10, 27), (7, 25), (30, 29)])
  func fieldReuse(segmentLength: Int, taken: Int) throws {
    let document = """
      { "version": 1, "title": "Turn", "duration": 1, "output": { "width": 64, "height": 36, "frameRate": 30 },
        "c": [-0.4, 0.6], "antialiasing": { "mode": "none" }, "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 1, "value": 1 }] } } }
      """
    let preset = try Preset.load(bytes: Array(document.utf8), name: "turn.json")
    var plain = FilmFixture.production(preset, workers: 1)
    plain.options.shortcuts.subtract([.mirroredFrames, .equalFields])
    let reference = try plain.record(segmentLength: segmentLength).recording
    // One worker, so that each lender has finished before its takers come.
    let (recording, report) = try FilmFixture.production(preset, workers: 1).record(segmentLength: segmentLength)
    #expect(report.field.equalPixels == taken * 64 * 36)
    #expect(recording.pixels == reference.pixels)
    #expect(
      try FilmFixture.production(preset, workers: 5).record(segmentLength: 7).recording.pixels == reference.pixels)
  }

  @Test("a segment that lies within the chosen frames is encoded as in the whole film, byte for byte")
  func chosenFrames() throws {
    let preset = try FilmFixture.preset(frames: 100)
    let whole = try FilmFixture.production(preset).encodedSegments(segmentLength: 30)
    #expect(whole.map(\.frameCount) == [30, 30, 30, 10])
    let part = try FilmFixture.production(preset, frames: 20..<95, workers: 3).encodedSegments(segmentLength: 30)
    #expect(part.map(\.frameCount) == [10, 30, 30, 5])
    #expect(part[1] == whole[1] && part[2] == whole[2])
    #expect(part[0] != whole[0] && part[3] != whole[3])
  }
}
