import Animation
import Production
import VideoEncoding

/// A small film for tests.
enum FilmFixture {
  /// A preset of `frames` frames at 25 fps in which c goes once round.
  static func preset(frames: Int = 12, width: Int = 64, height: Int = 36) throws -> Preset {
    let document = """
      { "version": 1, "title": "Fixture", "duration": \(Double(frames) / 25), "loop": "wrap",
        "output": { "width": \(width), "height": \(height), "frameRate": 25 },
        "fractal": { "maximumIterations": 60 },
        "c": { "path": "circle", "radius": 0.7885 },
        "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": \(Double(frames) / 25), "value": 1 }] } } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "fixture.json")
  }

  /// The production of all frames of `preset`, or of some.
  static func production(_ preset: Preset, frames: Range<Int>? = nil, workers: Int = 2) -> FilmProduction {
    let timeline = Timeline(preset)
    return FilmProduction(
      timeline: timeline, frames: frames ?? 0..<timeline.frameCount, options: RenderingOptions(workerCount: workers))
  }
}

/// What a recording sink saw.
final class Recording {
  var frames: [Int] = []
  var pixels: [[UInt8]] = []
  var bases: Set<UnsafeMutablePointer<UInt8>> = []
  var isFinished = false
}

/// A sink that keeps what it gets, and fails or asks for an end where a test wants it.
struct RecordingSink: FrameSink, ~Copyable {
  struct Refusal: Error, Equatable { let frame: Int }

  let recording: Recording
  var refusedFrame: Int?
  var onFrame: (Int) -> Void = { _ in }

  mutating func accept(_ picture: Picture, frame: Int) throws {
    if frame == refusedFrame { throw Refusal(frame: frame) }
    recording.frames.append(frame)
    recording.bases.insert(picture.planes[0].base)
    recording.pixels.append(
      picture.planes.enumerated().flatMap { index, plane in
        let scale = index == 0 ? 1 : 2
        return (0..<picture.size.height / scale).flatMap { row in
          Array(UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: picture.size.width / scale))
        }
      })
    onFrame(frame)
  }

  consuming func finish() { recording.isFinished = true }
}

extension FilmProduction {
  /// Runs into a recording sink.
  func record(
    refusedFrame: Int? = nil, interruption: Interruption = Interruption(), onFrame: @escaping (Int) -> Void = { _ in },
    recording: Recording = Recording()
  ) throws -> (recording: Recording, report: ProductionReport) {
    let sink = RecordingSink(recording: recording, refusedFrame: refusedFrame, onFrame: onFrame)
    let report = try run(into: sink, layout: .yuv420, progress: SilentProgress(), interruption: interruption)
    return (recording, report)
  }
}
