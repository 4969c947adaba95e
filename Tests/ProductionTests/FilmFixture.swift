import Animation
import Production
import Synchronization
import VideoEncoding

/// A small film for tests.
enum FilmFixture {
  /// A preset of `frames` frames at 25 fps in which c goes once round; `output` has more keys of its kind, each with a comma before it.
  static func preset(frames: Int = 12, width: Int = 64, height: Int = 36, output: String = "") throws -> Preset {
    let document = """
      { "version": 1, "title": "Fixture", "duration": \(Double(frames) / 25), "loop": "wrap",
        "output": { "width": \(width), "height": \(height), "frameRate": 25\(output) },
        "fractal": { "maximumIterations": 60 }, "antialiasing": { "mode": "none" },
        "c": { "path": "circle", "radius": 0.7885 },
        "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": \(Double(frames) / 25), "value": 1 }] } } }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "fixture.json")
  }

  /// The production of all frames of `preset`, or of some.
  static func production(_ preset: Preset, frames: Range<Int>? = nil, workers: Int = 2) -> FilmProduction {
    let timeline = FilmTimeline(preset)
    return FilmProduction(
      timeline: timeline, frames: frames ?? 0..<timeline.frameCount, options: RenderingOptions(workerCount: workers))
  }
}

/// What a recording sink saw.
final class Recording {
  var frames: [Int] = []
  var pixels: [[UInt8]] = []
  /// Addresses of the pictures' memory.
  var bases: Set<UInt> = []
  /// Frames of each segment.
  var segments: [Int] = []
  var isFinished = false
}

/// A sink that keeps what it gets, and fails or asks for an end where a test wants it.
struct RecordingSink: FilmSink, ~Copyable {
  struct Refusal: Error, Equatable { let frame: Int }
  struct NoEncoder: Error, Equatable { let number: Int }

  let recording: Recording
  var segmentLength = 1
  var refusedFrame: Int?
  var unencodableFrame: Int?
  /// Which of the encoders cannot be made.
  var missingEncoder: Int?
  /// Called for each frame that comes out, on the coordinator's thread.
  var onFrame: (Int) -> Void = { _ in }
  /// Called by each encoder that has taken a frame, on the worker's thread.
  var onEncoded: @Sendable (Int) -> Void = { _ in }
  let encoderByteCount = 1000

  private var encoderCount = 0

  init(
    recording: Recording, segmentLength: Int = 1, refusedFrame: Int? = nil, unencodableFrame: Int? = nil,
    missingEncoder: Int? = nil, onFrame: @escaping (Int) -> Void = { _ in },
    onEncoded: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.recording = recording
    self.segmentLength = segmentLength
    self.refusedFrame = refusedFrame
    self.unencodableFrame = unencodableFrame
    self.missingEncoder = missingEncoder
    self.onFrame = onFrame
    self.onEncoded = onEncoded
  }

  mutating func makeEncoder(firstFrame: Int) throws -> RecordingEncoder {
    if encoderCount == missingEncoder { throw NoEncoder(number: encoderCount) }
    encoderCount += 1
    return RecordingEncoder(firstFrame: firstFrame, refusedFrame: unencodableFrame, onEncoded: onEncoded)
  }

  mutating func append(_ segment: [RecordingEncoder.Frame]) throws {
    for frame in segment {
      if frame.number == refusedFrame { throw Refusal(frame: frame.number) }
      recording.frames.append(frame.number)
      recording.pixels.append(frame.pixels)
      onFrame(frame.number)
    }
    recording.segments.append(segment.count)
    recording.bases.formUnion(segment.map(\.base))
  }

  consuming func finish() { recording.isFinished = true }
}

/// An encoder that keeps the pixels.
final class RecordingEncoder: SegmentEncoding {
  struct Frame: Sendable {
    let number: Int
    let pixels: [UInt8]
    /// The address of its memory.
    let base: UInt
  }

  private let firstFrame: Int
  private let refusedFrame: Int?
  private let onEncoded: @Sendable (Int) -> Void
  private let frames = Mutex<[Frame]>([])

  init(firstFrame: Int, refusedFrame: Int?, onEncoded: @escaping @Sendable (Int) -> Void) {
    self.firstFrame = firstFrame
    self.refusedFrame = refusedFrame
    self.onEncoded = onEncoded
  }

  func append(_ picture: Picture) throws {
    let frame = firstFrame + frames.withLock { $0.count }
    if frame == refusedFrame { throw RecordingSink.Refusal(frame: frame) }
    let pixels = picture.planes.enumerated().flatMap { index, plane in
      let scale = index == 0 ? 1 : 2
      return (0..<picture.size.height / scale).flatMap { row in
        Array(UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: picture.size.width / scale))
      }
    }
    frames.withLock {
      $0.append(Frame(number: frame, pixels: pixels, base: UInt(bitPattern: picture.planes[0].base)))
    }
    onEncoded(frame)
  }

  func finish() -> [Frame] { frames.withLock { $0 } }
}

extension FilmProduction {
  /// Runs into a recording sink.
  func record(
    segmentLength: Int = 1, refusedFrame: Int? = nil, unencodableFrame: Int? = nil, missingEncoder: Int? = nil,
    interruption: Interruption = Interruption(), onFrame: @escaping (Int) -> Void = { _ in },
    onEncoded: @escaping @Sendable (Int) -> Void = { _ in }, recording: Recording = Recording()
  ) throws -> (recording: Recording, report: ProductionReport) {
    let sink = RecordingSink(
      recording: recording, segmentLength: segmentLength, refusedFrame: refusedFrame,
      unencodableFrame: unencodableFrame, missingEncoder: missingEncoder, onFrame: onFrame, onEncoded: onEncoded)
    let report = try run(into: sink, layout: .yuv420, progress: SilentProgress(), interruption: interruption)
    return (recording, report)
  }
}
