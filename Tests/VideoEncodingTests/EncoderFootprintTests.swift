import FilmFormat
import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("EncoderFootprint")
struct EncoderFootprintTests {
  @Test(
    "the first packet comes with the picture that is said, and then one with each", arguments: VideoCodec.h264.presets)
  func latency(preset: String) throws {
    let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
    let latency = EncoderFootprint(of: EncoderSettings(preset: preset), size: clip.size).latency
    var encoder = try SegmentEncoder(
      size: clip.size, frameRate: try #require(FrameRate(numerator: 60)), settings: EncoderSettings(preset: preset))
    let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
    for frame in 0..<latency + 10 {
      let before = encoder.byteCount
      clip.draw(frame: frame, into: picture)
      try encoder.append(picture)
      #expect((encoder.byteCount > before) == (frame + 1 >= latency), "frame \(frame)")
    }
  }

  #if os(Linux)
    @Test("the other codecs' encoders take no more memory than is said", arguments: VideoCodec.allCases.map(\.rawValue))
    func memoryOfCodec(codec: String) async {
      await #expect(processExitsWith: .success) { [codec] in
        func residentBytes() throws -> Int {
          let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
          return try #require(Int(pages)) * sysconf(Int32(_SC_PAGESIZE))
        }
        let settings = EncoderSettings(codec: try #require(VideoCodec(rawValue: codec)))
        let clip = TestClip(size: FrameSize(width: 640, height: 360), layout: settings.layout)
        let picture = try PicturePool(size: clip.size, layout: clip.layout).take()
        clip.draw(frame: 0, into: picture)
        let before = try residentBytes()
        var encoder = try SegmentEncoder(
          size: clip.size, frameRate: try #require(FrameRate(numerator: 60)), settings: settings)
        let footprint = EncoderFootprint(of: settings, size: clip.size)
        for _ in 0..<footprint.latency + 5 { try encoder.append(picture) }
        #expect(encoder.byteCount > 0, "the first packet has come by then")
        #expect(try residentBytes() - before - encoder.byteCount <= footprint.byteCount)
      }
    }

    @Test(
      "no encoder schedules a thread of the process in real time, not for root either",
      arguments: VideoCodec.allCases.map(\.rawValue))
    func scheduling(codec: String) async {
      await #expect(processExitsWith: .success) { [codec] in
        let settings = EncoderSettings(codec: try #require(VideoCodec(rawValue: codec)))
        let clip = TestClip(size: FrameSize(width: 128, height: 128), layout: settings.layout)
        let encoder = try SegmentEncoder(
          size: clip.size, frameRate: try #require(FrameRate(numerator: 60)), settings: settings)
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").compactMap(Int32.init)
        #expect(!threads.isEmpty)
        // A thread that has ended since it was listed has no policy.
        for thread in threads { #expect(![SCHED_FIFO, SCHED_RR].contains(sched_getscheduler(thread))) }
        _ = consume encoder
      }
    }

    @Test(
      "an encoder takes no more memory than is said, and not much less",
      arguments: ["ultrafast", "superfast", "medium", "slower", "draft", "balanced", "best"])
    func memory(preset: String) async {
      await #expect(processExitsWith: .success) { [preset] in
        // Resident memory, the second number of statm, in pages.
        func residentBytes() throws -> Int {
          let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
          return try #require(Int(pages)) * sysconf(Int32(_SC_PAGESIZE))
        }
        let clip = TestClip(size: FrameSize(width: 960, height: 540), layout: .yuv420)
        let rate = try #require(FrameRate(numerator: 60))
        let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
        clip.draw(frame: 0, into: picture)
        let footprint = EncoderFootprint(of: EncoderSettings(preset: preset), size: clip.size)
        let before = try residentBytes()
        var encoder = try SegmentEncoder(
          size: clip.size, frameRate: rate, settings: EncoderSettings(rate: .constantRateFactor(30), preset: preset))
        for _ in 0..<footprint.latency + 10 { try encoder.append(picture) }
        let taken = try residentBytes() - before
        #expect(taken <= footprint.byteCount)
        #expect(taken >= footprint.byteCount / 2)
      }
    }
  #endif
}
