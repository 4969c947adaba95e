import FilmFormat
import FractalMath
import TestSupport
import Testing
import VideoEncoding

/// What a segment says of itself is compared with what the film is, since files of segments may come from strangers.
@Suite("Segments of a film")
struct PacketStructureTests {
  private let rate: FrameRate

  init() throws { rate = try #require(FrameRate(numerator: 30)) }

  private func segment(
    _ settings: EncoderSettings, size: FrameSize = FrameSize(width: 66, height: 64), frames: Int = 12
  ) throws -> EncodedSegment {
    try TestClip(size: size, layout: settings.layout).segment(0..<frames, frameRate: rate, settings: settings)
  }

  /// What is wrong with a segment of `packets` in the film of `settings`.
  private func problem(
    _ packets: [EncodedPacket], _ settings: EncoderSettings, like segment: EncodedSegment
  ) throws -> String? {
    let film = try SegmentEncoder(size: segment.format.size, frameRate: rate, settings: settings).format
    do throws(LibAVError) {
      return try EncodedSegment(format: segment.format, packets: packets).problem(inFilmOf: film)
    } catch {
      return error.reason
    }
  }

  @Test("what an encoder makes is taken, whatever its settings", arguments: DecodeBackTests.kinds)
  func taken(kind: DecodeBackTests.Kind) throws {
    let slowest = ["placebo", "veryslow", "slower", "slow", "0", "1", "2", "3"]
    for preset in kind.codec.presets where !slowest.contains(preset) {
      for threads in [1, 2] {
        let settings = EncoderSettings(
          codec: kind.codec, layout: kind.layout, preset: preset, threadCount: threads,
          keyframeInterval: 6)
        guard settings.problem == nil else { continue }
        let segment = try segment(settings, frames: 20)
        #expect(try problem(segment.packets, settings, like: segment) == nil, "\(preset), \(threads) threads")
      }
    }
  }

  @Test("what an encoder makes of the smallest and of narrow pictures is taken", arguments: VideoCodec.allCases)
  func smallPictures(codec: VideoCodec) throws {
    let sizes = [(2, 2), (16, 16), (2, 130), (130, 2), (64, 64)].map { FrameSize(width: $0.0, height: $0.1) }
    for size in sizes where codec.problem(with: size) == nil {
      let settings = EncoderSettings(codec: codec)
      guard let segment = try? segment(settings, size: size, frames: 3) else { continue }
      #expect(try problem(segment.packets, settings, like: segment) == nil, "\(size)")
    }
  }

  @Test(
    "an encoder that was given no picture is closed, and gives a segment of nothing", arguments: VideoCodec.allCases)
  func unused(codec: VideoCodec) throws {
    let settings = EncoderSettings(codec: codec)
    let size = FrameSize(width: 64, height: 64)
    _ = try SegmentEncoder(size: size, frameRate: rate, settings: settings)
    #expect(try SegmentEncoder(size: size, frameRate: rate, settings: settings).finish().frameCount == 0)
  }

  @Test("a segment of another film is refused with what is different", arguments: VideoCodec.allCases)
  func otherFilm(codec: VideoCodec) throws {
    let film = try SegmentEncoder(
      size: FrameSize(width: 66, height: 64), frameRate: rate, settings: EncoderSettings(codec: codec)
    ).format
    let whole = try segment(EncoderSettings(codec: codec), frames: 2)
    #expect(whole.problem(inFilmOf: film) == nil)
    var others = [StreamFormat](repeating: film, count: 7)
    others[0].codec = codec == .h264 ? .ffv1 : .h264
    others[1].layout = .yuv444TenBit
    others[2].size.width += 2
    others[3].frameRate = try #require(FrameRate(numerator: 31))
    others[4].reorderDepth += 1
    others[5].tag ^= 1
    others[6].header = film.header.isEmpty ? [1, 2, 3] : []
    for (index, other) in others.enumerated() where other != film {
      let segment = try? EncodedSegment(format: other, packets: whole.packets)
      #expect(segment?.problem(inFilmOf: film) != nil || segment == nil, "\(index)")
    }
  }

  @Test("packets that are no frames of the film are refused", arguments: VideoCodec.allCases)
  func noFrames(codec: VideoCodec) throws {
    let settings = EncoderSettings(codec: codec, keyframeInterval: 6)
    let whole = try segment(settings)
    let other = try segment(
      EncoderSettings(codec: codec == .h264 ? .hevc : .h264, layout: codec == .prores ? nil : settings.layout))
    var random = SeededGenerator(seed: 5)
    for index in [0, 1, whole.frameCount - 1] {
      let bytes = whole.packets[index].bytes
      var wrong: [[UInt8]] = [
        [], [0], [1], [255], [UInt8](repeating: 0, count: 8), [UInt8](repeating: 0, count: bytes.count),
        [UInt8](repeating: 255, count: bytes.count), bytes.map { _ in UInt8.random(in: 0...255, using: &random) },
        Array(bytes.dropFirst(9)), other.packets[index].bytes,
      ]
      // H.264 and HEVC do not say how long a frame is, nor does VP9.
      let saysLength = [.av1, .prores, .ffv1].contains(codec)
      if saysLength {
        wrong += [[0] + bytes.dropLast(), Array(bytes.dropLast()), Array(bytes.prefix(bytes.count / 2)), bytes + [7]]
      }
      if codec != .vp9 { wrong += [bytes + bytes, bytes + [0]] }
      for (number, bytes) in wrong.enumerated() {
        var packets = whole.packets
        packets[index].bytes = bytes
        #expect(try problem(packets, settings, like: whole) != nil, "packet \(index), \(number)")
      }
    }
  }

  @Test("flags are those that encoders set, and a keyframe's is where one is", arguments: VideoCodec.allCases)
  func flags(codec: VideoCodec) throws {
    let settings = EncoderSettings(codec: codec, keyframeInterval: 6)
    let whole = try segment(settings)
    for index in whole.packets.indices {
      for bit in 0..<32 where bit != 4 {
        var packets = whole.packets
        packets[index].flags ^= Int32(truncatingIfNeeded: 1 << bit)
        #expect(try problem(packets, settings, like: whole) != nil, "packet \(index), bit \(bit)")
      }
    }
  }

  @Test("numbers beyond those of any film are refused before anything is computed with them")
  func bounds() throws {
    let settings = EncoderSettings()
    let whole = try segment(settings, frames: 3)
    for number in [0, 1 << 31 - 1, 1 << 31, 1 << 32 - 1] {
      for change: (inout StreamFormat) -> Void in [
        { $0.size.width = number }, { $0.size.height = number },
        { $0.size = FrameSize(width: max(number, 1 << 20), height: max(number, 1 << 20)) },
        { $0.reorderDepth = number == 0 ? -1 : number }, { $0.header = [UInt8](repeating: 0, count: 1 << 16 + 1) },
      ] {
        var format = whole.format
        change(&format)
        #expect(throws: LibAVError.self) { try EncodedSegment(format: format, packets: whole.packets) }
      }
      var packets = whole.packets
      packets[1].frame = number
      #expect(throws: LibAVError.self) { try EncodedSegment(format: whole.format, packets: packets) }
    }
  }

  @Test(
    "no change of bytes, flags or frames traps, and what is still taken can be joined", arguments: VideoCodec.allCases)
  func mutations(codec: VideoCodec) throws {
    let settings = EncoderSettings(codec: codec, keyframeInterval: 6)
    let whole = try segment(settings)
    let folder = try TemporaryFolder()
    let film = try SegmentEncoder(size: whole.format.size, frameRate: rate, settings: settings).format
    var random = SeededGenerator(seed: 7)
    var refusals = 0
    for _ in 0..<StressRuns.count(usual: 300) {
      var packets = whole.packets
      for _ in 0..<Int.random(in: 1...3, using: &random) { packets.mutate(&random) }
      guard let segment = try? EncodedSegment(format: whole.format, packets: packets),
        segment.problem(inFilmOf: film) == nil
      else {
        refusals += 1
        continue
      }
      // libav may refuse what only looks like a frame.
      try? FilmWriter.write([whole, segment, whole], to: folder.file("film"), container: .matroska)
    }
    #expect(refusals > 0)
  }
}

extension [EncodedPacket] {
  /// Changes something in one of the packets.
  fileprivate mutating func mutate(_ random: inout SeededGenerator) {
    let index = Int.random(in: indices, using: &random)
    let count = self[index].bytes.count
    guard count > 0 else { return }
    let end = Bool.random(using: &random) ? count : Swift.min(count, 20)
    let place = Int.random(in: 0..<end, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: self[index].bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: self[index].bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2: self[index].bytes.removeSubrange(place...)
    case 3: self[index].bytes.insert(contentsOf: self[Int.random(in: indices, using: &random)].bytes, at: place)
    case 4: self[index].bytes.removeSubrange(..<place)
    case 5: self[index].flags ^= 1 << Int32.random(in: 0..<31, using: &random)
    default: self[index].frame += Int.random(in: -3...3, using: &random)
    }
  }
}
