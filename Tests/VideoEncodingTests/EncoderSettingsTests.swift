import FilmFormat
import Testing
import VideoEncoding

@Suite("EncoderSettings")
struct EncoderSettingsTests {
  @Test(
    "what a codec does not have is refused with what it has",
    arguments: [
      (EncoderSettings(codec: .av1, layout: .yuv444), "AV1 has 8-bit 4:2:0 and 10-bit 4:2:0, not 8-bit 4:4:4"),
      (EncoderSettings(codec: .prores, layout: .yuv420), "ProRes has 10-bit 4:2:2 and 10-bit 4:4:4, not 8-bit 4:2:0"),
      (
        EncoderSettings(codec: .av1, preset: "superfast"),
        "its presets are 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 and 0, not superfast"
      ),
      (
        EncoderSettings(codec: .prores, layout: .yuv444TenBit, preset: "hq"),
        "the ProRes profiles for 10-bit 4:4:4 are 4444 and 4444xq, not hq"
      ),
      (
        EncoderSettings(codec: .prores, rate: .constantRateFactor(3)),
        "ProRes has no constant rate factor, only a quality"
      ),
      (
        EncoderSettings(codec: .vp9, rate: .constantRateFactor(64)),
        "the constant rate factor is between 0.0 and 63.0, not 64.0"
      ),
      (EncoderSettings(rate: .quality(101)), "a quality is between 0 and 100, not 101.0"),
    ])
  func refused(settings: EncoderSettings, problem: String) {
    #expect(settings.problem == problem)
  }

  @Test("every codec's defaults are in order, in each of its layouts", arguments: VideoCodec.allCases)
  func defaults(codec: VideoCodec) {
    for layout in codec.layouts { #expect(EncoderSettings(codec: codec, layout: layout).problem == nil) }
  }

  @Test("a higher quality is a lower rate factor, all along the scale", arguments: [VideoCodec.h264, .hevc])
  func scale(codec: VideoCodec) throws {
    let factors = (0...100).compactMap { codec.constantRateFactor(ofQuality: Double($0)) }
    #expect(factors.count == 101)
    #expect(zip(factors, factors.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("SVT-AV1 and libvpx get whole rate factors that fall with the quality", arguments: [VideoCodec.av1, .vp9])
  func wholeFactors(codec: VideoCodec) throws {
    let factors = (0...100).compactMap { codec.constantRateFactor(ofQuality: Double($0)) }
    #expect(factors.count == 101)
    #expect(factors.allSatisfy { $0 == $0.rounded() && (0...63).contains($0) })
    #expect(zip(factors, factors.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(factors[50] > factors[100] + 10)
  }

  @Test("H.264's rate factor is 38 − quality/4, and what has none gets none")
  func h264() {
    #expect(VideoCodec.h264.constantRateFactor(ofQuality: 72) == 20)
    #expect(VideoCodec.h264.constantRateFactor(ofQuality: 100) == 13)
    #expect(VideoCodec.prores.constantRateFactor(ofQuality: 72) == nil)
    #expect(VideoCodec.ffv1.constantRateFactor(ofQuality: 72) == nil)
  }
}
