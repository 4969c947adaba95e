import FilmFormat
import FractalMath
import Synchronization
import VideoEncoding

/// Encodes each frame with several rate factors at once, adds up what their packets take, and writes the film of the last of them to a
/// file that does not stay: that says what a file takes besides its packets.
struct MeasuringSink: FilmSink, ~Copyable {
  /// What has been measured; written when the sink is finished.
  final class Result: Sendable {
    private let sizes = Mutex<(packetBytes: [Int], fileBytes: Int)?>(nil)

    /// The bytes of all packets for each factor, and those of the file; `nil` before the end.
    var value: (packetBytes: [Int], fileBytes: Int)? {
      get { sizes.withLock { $0 } }
      set { sizes.withLock { $0 = newValue } }
    }
  }

  let segmentLength: Int
  let encoderByteCount: Int
  let encoderThreadCount: Int
  let hasOpenEncoder = true

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: [EncoderSettings]
  private var film: VideoSink
  private var packetBytes: [Int]
  private let result: Result

  /// - Parameters:
  ///   - settings: the same but for their rate factors.
  ///   - film: takes the segments of the last of `settings`, and keeps none of them.
  ///   - result: receives the sizes.
  init(
    _ settings: [EncoderSettings], size: FrameSize, frameRate: FrameRate, film: consuming VideoSink, result: Result
  ) {
    segmentLength = film.segmentLength
    encoderByteCount = film.encoderByteCount * settings.count
    encoderThreadCount = film.encoderThreadCount * settings.count
    self.size = size
    self.frameRate = frameRate
    self.settings = settings
    self.film = film
    self.result = result
    packetBytes = Array(repeating: 0, count: settings.count)
  }

  mutating func makeEncoder(firstFrame: Int) throws -> SeveralEncoders {
    SeveralEncoders(
      try settings.map {
        VideoSegmentEncoder(
          try SegmentEncoder(size: size, frameRate: frameRate, settings: $0), firstFrame: firstFrame, store: nil)
      })
  }

  mutating func append(_ segment: SeveralEncoders.Segment) throws {
    for (index, bytes) in segment.byteCounts.enumerated() { packetBytes[index] += bytes }
    try film.append(segment.last)
  }

  consuming func finish() throws {
    let (result, packetBytes) = (result, packetBytes)
    result.value = (packetBytes, try film.finishMeasuring())
  }
}

/// The encoders of one segment with several rate factors.
final class SeveralEncoders: SegmentEncoding {
  /// What the segment takes with each, and itself with the last.
  struct Segment: Sendable {
    let byteCounts: [Int]
    let last: VideoSink.Segment
  }

  private let encoders: [VideoSegmentEncoder]

  /// - Parameter encoders: at least one.
  init(_ encoders: [VideoSegmentEncoder]) {
    precondition(!encoders.isEmpty, "a segment is encoded once at least")
    self.encoders = encoders
  }

  func append(_ picture: Picture) throws {
    for encoder in encoders { try encoder.append(picture) }
  }

  func finish() throws -> Segment {
    var byteCounts: [Int] = []
    for encoder in encoders.dropLast() { byteCounts.append(try encoder.finish().byteCountInMemory) }
    let last = try encoders[encoders.count - 1].finish()
    return Segment(byteCounts: byteCounts + [last.byteCountInMemory], last: last)
  }
}
