import Dispatch
import FilmFormat
import Foundation
import FractalMath
import Synchronization
import TestSupport
import Testing
import VideoEncoding

@Suite("SegmentEncoder", .hangLimit)
struct SegmentEncoderTests {
  private let sixty: FrameRate
  private let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)

  init() throws { sixty = try #require(FrameRate(numerator: 60)) }

  @Test("every encoder preset gives one packet a frame and counts the bytes", arguments: VideoCodec.h264.presets)
  func presets(preset: String) throws {
    let segment = try clip.segment(5..<12, frameRate: sixty, settings: EncoderSettings(preset: preset))
    #expect(segment.frameCount == 7)
    #expect(segment.packets.map(\.frame).sorted() == Array(0..<7))
    #expect(segment.packets[0].isKeyframe)
    #expect(segment.byteCount == segment.packets.reduce(0) { $0 + $1.bytes.count })
  }

  @Test(
    "a segment depends neither on its place in the film nor on what was encoded before",
    arguments: VideoCodec.h264.presets)
  func independence(preset: String) throws {
    // Twenty macroblocks across: x264's vector code must not see what memory holds beside them.
    let clip = TestClip(size: FrameSize(width: 320, height: 180), layout: .yuv420)
    let settings = EncoderSettings(preset: preset)
    // The clip repeats after 438 frames.
    let segments = try [0, 100, 438].map { start in
      try clip.segment(start..<start + 16, frameRate: sixty, settings: settings)
    }
    #expect(segments[0] != segments[1])
    // Compared before it is expected, since nobody could read the difference.
    let isSame = segments[0] == segments[2]
    #expect(isSame)
  }

  @Test(
    "encoders at work side by side give what they give one after the other", arguments: ["superfast", "medium"])
  func sideBySide(preset: String) throws {
    let clip = TestClip(size: FrameSize(width: 320, height: 180), layout: .yuv420)
    let settings = EncoderSettings(preset: preset)
    let ranges = (0..<6).map { $0 * 20..<$0 * 20 + 20 }
    let alone = try ranges.map { try clip.segment($0, frameRate: sixty, settings: settings) }
    let together = Mutex([Int: EncodedSegment]())
    let rate = sixty
    DispatchQueue.concurrentPerform(iterations: ranges.count) { index in
      let segment = try? clip.segment(ranges[index], frameRate: rate, settings: settings)
      together.withLock { $0[index] = segment }
    }
    let isSame = together.withLock { segments in ranges.indices.map { segments[$0] } } == alone
    #expect(isSame)
  }

  @Test("an encoder that is dropped before its end leaves nothing that is waited for", arguments: VideoCodec.allCases)
  func dropped(codec: VideoCodec) throws {
    let settings = EncoderSettings(codec: codec)
    let size = FrameSize(width: 64, height: 64)
    let picture = try PicturePool(size: size, layout: settings.layout).take()
    TestClip(size: size, layout: settings.layout).draw(frame: 0, into: picture)
    for frames in [0, 1, 3] {
      var encoder = try SegmentEncoder(size: size, frameRate: sixty, settings: settings)
      for _ in 0..<frames { try encoder.append(picture) }
    }
    let unused = try SegmentEncoder(size: size, frameRate: sixty, settings: settings)
    #expect(try unused.finish().frameCount == 0)
  }

  @Test("each call may come from another thread")
  func threadAfterThread() throws {
    let expected = try clip.segment(0..<20, frameRate: sixty)
    let encoder = Mutex(Optional(try SegmentEncoder(size: clip.size, frameRate: sixty)))
    let pool = try PicturePool(size: clip.size, layout: .yuv420)
    let clip = clip
    for frame in 0..<20 {
      let picture = try pool.take()
      clip.draw(frame: frame, into: picture)
      let isDone = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        encoder.withLock { encoder in try? encoder?.append(picture) }
        isDone.signal()
      }
      isDone.wait()
    }
    let segment = try encoder.withLock { encoder in try encoder.take()?.finish() }
    let isSame = segment == expected
    #expect(isSame)
  }

  #if os(Linux)
    @Test("with one thread in its settings an encoder starts none of its own", arguments: [1, 2])
    func ownThreads(threadCount: Int) async {
      await #expect(processExitsWith: .success) { [threadCount] in
        func threads() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
        let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
        let rate = try #require(FrameRate(numerator: 60))
        let before = try threads()
        var encoder = try SegmentEncoder(
          size: clip.size, frameRate: rate, settings: EncoderSettings(preset: "medium", threadCount: threadCount))
        let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
        clip.draw(frame: 0, into: picture)
        for _ in 0..<60 { try encoder.append(picture) }
        #expect(try (threads() > before) == (threadCount > 1))
        #expect(try encoder.finish().frameCount == 60)
      }
    }
  #endif

  @Test("a picture may be shown twice, and the encoder counts what it took")
  func repeatedPicture() throws {
    var encoder = try SegmentEncoder(size: clip.size, frameRate: sixty)
    let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
    clip.draw(frame: 0, into: picture)
    for _ in 0..<4 { try encoder.append(picture) }
    #expect(encoder.frameCount == 4)
    #expect(try encoder.finish().frameCount == 4)
  }

  @Test("a picture's memory is free again when the encoder has taken it", arguments: ["superfast", "medium"])
  func pictureIsCopied(preset: String) throws {
    let settings = EncoderSettings(preset: preset)
    var encoder = try SegmentEncoder(size: clip.size, frameRate: sixty, settings: settings)
    let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
    for frame in 0..<50 {
      clip.draw(frame: frame, into: picture)
      try encoder.append(picture)
    }
    let isSame = try encoder.finish() == clip.segment(0..<50, frameRate: sixty, settings: settings)
    #expect(isSame)
  }

  @Test("an encoder that was given nothing gives a segment of nothing")
  func empty() throws {
    let segment = try SegmentEncoder(size: clip.size, frameRate: sixty).finish()
    #expect(segment.frameCount == 0)
    #expect(segment.byteCount == 0)
  }

  @Test("the stream's header does not depend on the quality, so that segments of different quality can be joined")
  func stitchable() throws {
    let formats = try [18.0, 26.5].map { factor in
      try clip.segment(0..<3, frameRate: sixty, settings: EncoderSettings(rate: .constantRateFactor(factor))).format
    }
    #expect(!formats[0].header.isEmpty)
    #expect(formats[0] == formats[1])
  }

  private func errorOfOpening(_ size: FrameSize, settings: EncoderSettings = EncoderSettings()) -> LibAVError? {
    do throws(LibAVError) {
      _ = try SegmentEncoder(size: size, frameRate: sixty, settings: settings)
      return nil
    } catch {
      return error
    }
  }

  @Test("an odd size is refused, with the nearest even one")
  func oddSize() throws {
    let error = try #require(errorOfOpening(FrameSize(width: 63, height: 48)))
    #expect(error.description.contains("63×48"))
    #expect(error.description.contains("64×48"))
  }

  @Test("a size beyond the largest is refused")
  func hugeSize() throws {
    let error = try #require(errorOfOpening(FrameSize(width: 16386, height: 2)))
    #expect(error.description.contains("at most 16384"))
  }

  @Test("a size with more pixels than libavcodec takes is refused with the largest height; the largest itself is not")
  func largestArea() throws {
    for layout in PixelLayout.allCases {
      let problem = try #require(layout.problem(with: FrameSize(width: 16384, height: 16384)))
      #expect(problem.contains("16384×16384") && problem.contains("at most 16128"))
      #expect(layout.problem(with: FrameSize(width: 16384, height: 16128)) == nil)
    }
    // libavcodec has the last word, and opens an encoder of that size.
    _ = try PNGEncoder(size: FrameSize(width: 16384, height: 16128))
  }

  @Test(
    "a setting out of its range is refused",
    arguments: [
      (EncoderSettings(rate: .constantRateFactor(-1)), "-1.0"),
      (EncoderSettings(rate: .constantRateFactor(51.5)), "51.5"),
      (EncoderSettings(rate: .constantRateFactor(.nan)), "nan"),
      (EncoderSettings(threadCount: 0), "0"),
      (EncoderSettings(threadCount: 1000), "1000"),
      (EncoderSettings(keyframeInterval: 0), "0"),
    ])
  func invalidSettings(settings: EncoderSettings, offender: String) throws {
    let error = try #require(errorOfOpening(clip.size, settings: settings))
    #expect(error.description.hasPrefix("cannot set up the encoder h264: "))
    #expect(error.description.hasSuffix("not \(offender)"))
  }

  @Test("a picture of another size is a programming error")
  func otherSize() async {
    await #expect(processExitsWith: .failure) {
      let rate = try #require(FrameRate(numerator: 60))
      var encoder = try SegmentEncoder(size: FrameSize(width: 64, height: 48), frameRate: rate)
      try encoder.append(try PicturePool(size: FrameSize(width: 32, height: 24), layout: .yuv420).take())
    }
  }
}
