import FilmFormat
import FractalMath
import Synchronization
import VideoEncoding

/// Encodes each frame with several rate factors at once, adds up what their packets take, and writes the film of the last of them to a
/// file that does not stay: that says what a file takes besides its packets. Segments of that film stay until all is measured, with the
/// sizes of the others noted beside them.
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
  /// Those of an earlier run whose sizes are known, and those that are equal to an earlier one, whose sizes are known when their turn comes.
  let finishedSegments: [Int: SeveralEncoders.Segment]
  var holdsWaitingSegments: Bool { film.holdsWaitingSegments }

  private let size: FrameSize
  private let frameRate: FrameRate
  private let settings: [EncoderSettings]
  private var film: VideoSink
  private var packetBytes: [Int]
  private let store: SegmentStore
  private let notes: SizeNotes
  private let result: Result

  /// - Parameters:
  ///   - settings: the same but for their rate factors.
  ///   - film: takes the segments of the last of `settings`, which are in `store`.
  ///   - notes: has and gets the sizes of segments in `store`.
  ///   - result: receives the sizes.
  init(
    _ settings: [EncoderSettings], size: FrameSize, frameRate: FrameRate, film: consuming VideoSink,
    store: SegmentStore,
    notes: SizeNotes, result: Result
  ) {
    segmentLength = film.segmentLength
    encoderByteCount = film.encoderByteCount * settings.count
    encoderThreadCount = film.encoderThreadCount * settings.count
    self.size = size
    self.frameRate = frameRate
    self.settings = settings
    finishedSegments = film.finishedSegments.compactMapValues { segment in
      guard case .stored(let number) = segment else { return nil }
      return SeveralEncoders.Segment(byteCounts: nil, last: .stored(number: number))
    }.filter { number, segment in
      if case .stored(number) = segment.last { notes.byteCounts(ofSegment: number) != nil } else { true }
    }
    self.film = film
    (self.store, self.notes, self.result) = (store, notes, result)
    packetBytes = Array(repeating: 0, count: settings.count)
  }

  mutating func makeEncoder(firstFrame: Int) throws -> SeveralEncoders {
    SeveralEncoders(
      try settings.enumerated().map { index, settings in
        VideoSegmentEncoder(
          try SegmentEncoder(size: size, frameRate: frameRate, settings: settings), firstFrame: firstFrame,
          store: index == self.settings.count - 1 ? store : nil)
      }, notes: notes)
  }

  mutating func append(_ segment: SeveralEncoders.Segment) throws {
    for (index, bytes) in byteCounts(of: segment).enumerated() { packetBytes[index] += bytes }
    try film.append(segment.last)
  }

  private func byteCounts(of segment: SeveralEncoders.Segment) -> [Int] {
    if let byteCounts = segment.byteCounts { return byteCounts }
    guard case .stored(let number) = segment.last, let known = notes.byteCounts(ofSegment: number) else {
      preconditionFailure("the sizes of a segment that is not encoded are known")
    }
    return known
  }

  consuming func finish() throws {
    let (result, packetBytes) = (result, packetBytes)
    result.value = (packetBytes, try film.finishMeasuring())
  }
}

/// The encoders of one segment with several rate factors.
final class SeveralEncoders: SegmentEncoding {
  /// What the segment takes with each, `nil` if that is noted; and itself with the last.
  struct Segment: Sendable {
    let byteCounts: [Int]?
    let last: VideoSink.Segment
  }

  private let encoders: [VideoSegmentEncoder]
  private let notes: SizeNotes

  /// - Parameters:
  ///   - encoders: at least one.
  ///   - notes: gets the sizes if the last encoder stores its segment.
  init(_ encoders: [VideoSegmentEncoder], notes: SizeNotes) {
    precondition(!encoders.isEmpty, "a segment is encoded once at least")
    (self.encoders, self.notes) = (encoders, notes)
  }

  func append(_ picture: Picture) throws {
    for encoder in encoders { try encoder.append(picture) }
  }

  func finish() throws -> Segment {
    let finished = try encoders.map { try $0.finishCounting() }
    let byteCounts = finished.map(\.byteCount)
    let last = finished[finished.count - 1].segment
    if case .stored(let number) = last { try notes.note(byteCounts, ofSegment: number) }
    return Segment(byteCounts: byteCounts, last: last)
  }
}
