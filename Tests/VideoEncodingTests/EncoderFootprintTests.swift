import Foundation
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("EncoderFootprint")
struct EncoderFootprintTests {
  @Test("the first packet comes with the picture that is said, and then one with each", arguments: H264Preset.allCases)
  func latency(preset: H264Preset) throws {
    let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
    let latency = EncoderFootprint(of: preset, size: clip.size).latency
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
    @Test(
      "an encoder takes no more memory than is said, and not much less",
      arguments: [H264Preset.ultrafast, .superfast, .medium, .slower].map(\.rawValue))
    func memory(preset: String) async {
      await #expect(processExitsWith: .success) { [preset] in
        // Resident memory, the second number of statm, in pages.
        func residentBytes() throws -> Int {
          let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
          return try #require(Int(pages)) * sysconf(Int32(_SC_PAGESIZE))
        }
        let preset = try #require(H264Preset(rawValue: preset))
        let clip = TestClip(size: FrameSize(width: 960, height: 540), layout: .yuv420)
        let rate = try #require(FrameRate(numerator: 60))
        let picture = try PicturePool(size: clip.size, layout: .yuv420).take()
        clip.draw(frame: 0, into: picture)
        let footprint = EncoderFootprint(of: preset, size: clip.size)
        let before = try residentBytes()
        var encoder = try SegmentEncoder(
          size: clip.size, frameRate: rate, settings: EncoderSettings(constantRateFactor: 30, preset: preset))
        for _ in 0..<footprint.latency + 10 { try encoder.append(picture) }
        let taken = try residentBytes() - before
        #expect(taken <= footprint.byteCount)
        #expect(taken >= footprint.byteCount / 2)
      }
    }
  #endif
}
