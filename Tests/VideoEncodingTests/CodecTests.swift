import Dispatch
import FilmFormat
import FractalMath
import Synchronization
import TestSupport
import Testing
import VideoEncoding

@Suite("Every codec")
struct CodecTests {
  private let rate: FrameRate

  init() throws { rate = try #require(FrameRate(numerator: 30000, denominator: 1001)) }

  private static let lengths = [1, 2, 3, 9, 1]

  private static func clip(_ kind: DecodeBackTests.Kind) -> TestClip {
    TestClip(size: FrameSize(width: 64, height: 64), layout: kind.layout)
  }

  @Test("a joined film decodes to what its segments decode to alone", arguments: DecodeBackTests.kinds)
  func joining(kind: DecodeBackTests.Kind) throws {
    let folder = try TemporaryFolder()
    let settings = EncoderSettings(codec: kind.codec, layout: kind.layout, keyframeInterval: 20)
    let segments = try Self.clip(kind).segments(Self.lengths, frameRate: rate, settings: settings)
    #expect(segments.map(\.frameCount) == Self.lengths)
    for container in Container.allCases where container.codecs.contains(kind.codec) {
      let alone = try segments.map { segment in
        try FilmWriter.write([segment], to: folder.file("segment"), container: container)
        return try FilmReader.read(folder.file("segment")).frames
      }
      try FilmWriter.write(segments, to: folder.file("film"), container: container)
      let joined = try FilmReader.read(folder.file("film"))
      #expect(alone.map(\.count) == Self.lengths)
      let isSame = joined.frames.map(\.planes) == alone.flatMap { $0 }.map(\.planes)
      #expect(isSame, "\(container)")
      expectTimes(of: joined, container: container)
    }
  }

  private func expectTimes(of film: DecodedFilm, container: Container) {
    // Matroska and WebM count whole milliseconds.
    let tolerance = container == .matroska || container == .webm ? 0.000_501 : 1e-9
    for (index, frame) in film.frames.enumerated() {
      let expected = Double(index) / rate.framesPerSecond
      #expect(abs((frame.timestamp * film.timeBase).value - expected) <= tolerance, "\(container), frame \(index)")
    }
  }

  @Test("encoders at work side by side give what one gives alone", arguments: VideoCodec.allCases)
  func sideBySide(codec: VideoCodec) throws {
    let settings = EncoderSettings(codec: codec)
    let clip = TestClip(size: FrameSize(width: 128, height: 96), layout: settings.layout)
    let ranges = (0..<4).map { $0 * 12..<$0 * 12 + 12 }
    let rate = rate
    let alone = try ranges.map { try clip.segment($0, frameRate: rate, settings: settings) }
    let together = Mutex([Int: EncodedSegment]())
    DispatchQueue.concurrentPerform(iterations: ranges.count) { index in
      let segment = try? clip.segment(ranges[index], frameRate: rate, settings: settings)
      together.withLock { $0[index] = segment }
    }
    let isSame = together.withLock { segments in ranges.indices.map { segments[$0] } } == alone
    #expect(isSame)
  }

  @Test("segments of different quality have one header", arguments: VideoCodec.allCases)
  func stitchable(codec: VideoCodec) throws {
    let layout = codec.layouts[0]
    let clip = TestClip(size: FrameSize(width: 64, height: 64), layout: layout)
    let formats = try [60.0, 79.0].map { quality in
      // Within one profile of ProRes.
      try clip.segment(
        0..<3, frameRate: rate, settings: EncoderSettings(codec: codec, rate: .quality(codec == .prores ? 70 : quality))
      ).format
    }
    #expect(formats[0] == formats[1])
  }

  @Test("a film without loss comes back to the bit", arguments: VideoCodec.ffv1.layouts)
  func lossless(layout: PixelLayout) throws {
    let folder = try TemporaryFolder()
    let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: layout)
    try clip.write(
      segments: [2, 3], to: folder.file("film"), container: .matroska, frameRate: rate,
      settings: EncoderSettings(codec: .ffv1, layout: layout))
    let isExact = try FilmReader.read(folder.file("film")).frames.map(\.planes) == (0..<5).map(clip.samples)
    #expect(isExact)
  }

  @Test("the fastest and the slowest usual presets of each encoder work", arguments: VideoCodec.allCases)
  func presets(codec: VideoCodec) throws {
    let usual = codec.presets.filter { !["placebo", "veryslow", "0", "1", "2", "3", "4444", "4444xq"].contains($0) }
    for preset in [usual.first, usual.last].compactMap({ $0 }) {
      let settings = EncoderSettings(codec: codec, preset: preset)
      let clip = TestClip(size: FrameSize(width: 64, height: 64), layout: settings.layout)
      #expect(try clip.segment(0..<4, frameRate: rate, settings: settings).frameCount == 4)
    }
  }

  @Test("AV1 is the same whatever presets other encoders of the process have at that time")
  func presetsOfAV1SideBySide() throws {
    let presets = ["10", "4", "10", "5", "12", "4"]
    let rate = rate
    let clip = TestClip(size: FrameSize(width: 66, height: 64), layout: .yuv420)
    let alone = try presets.map { preset in
      try clip.segment(0..<6, frameRate: rate, settings: EncoderSettings(codec: .av1, preset: preset))
    }
    let together = Mutex([Int: EncodedSegment]())
    DispatchQueue.concurrentPerform(iterations: presets.count) { index in
      let settings = EncoderSettings(codec: .av1, preset: presets[index])
      let segment = try? clip.segment(0..<6, frameRate: rate, settings: settings)
      together.withLock { $0[index] = segment }
    }
    let isSame = together.withLock { segments in presets.indices.map { segments[$0] } } == alone
    #expect(isSame)
  }

  @Test("the slowest presets of x265 reorder no further than is said", arguments: ["ultrafast", "slower", "placebo"])
  func reordering(preset: String) throws {
    let clip = TestClip(size: FrameSize(width: 64, height: 64), layout: .yuv420)
    let segment = try clip.segment(
      0..<40, frameRate: rate, settings: EncoderSettings(codec: .hevc, preset: preset))
    #expect(segment.frameCount == 40)
  }
}
