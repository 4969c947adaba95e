import FilmFormat
import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("Container")
struct ContainerTests {
  @Test("an extension names a container, in either case")
  func extensions() {
    #expect(Container(fileExtension: "MP4") == .mp4)
    #expect(Container(fileExtension: "mkv") == .matroska)
    #expect(Container(fileExtension: "webm") == .webm)
    #expect(Container(fileExtension: "mov") == .mov)
    #expect(Container(fileExtension: "avi") == nil)
  }

  @Test("a codec that a container does not hold is refused with what goes, and where the codec goes")
  func wrongPair() throws {
    #expect(
      Container.webm.problem(with: .h264)
        == "a .webm file holds vp9 or av1, not h264, which goes into .mp4 or .mkv or .mov")
    #expect(
      Container.mp4.problem(with: .ffv1) == "a .mp4 file holds h264, hevc or av1, not ffv1, which goes into .mkv")
    #expect(VideoCodec.allCases.allSatisfy { Container.matroska.problem(with: $0) == nil })
  }

  @Test("the writer refuses such a pair")
  func writer() throws {
    let folder = try TemporaryFolder()
    let clip = TestClip(size: FrameSize(width: 64, height: 48), layout: .yuv420)
    let segment = try clip.segment(0..<1, frameRate: try #require(FrameRate(numerator: 25)))
    #expect(throws: LibAVError.self) {
      try FilmWriter.write([segment], to: folder.file("film.webm"), container: .webm)
    }
  }

  @Test(
    "a codec's smallest films can be encoded, and smaller ones are refused with their bound",
    arguments: VideoCodec.allCases)
  func smallestFilms(codec: VideoCodec) throws {
    let rate = try #require(FrameRate(numerator: 25))
    let settings = EncoderSettings(codec: codec)
    let smallest = max(2, codec.facts.smallestExtent)
    _ = try SegmentEncoder(size: FrameSize(width: smallest, height: smallest), frameRate: rate, settings: settings)
    guard smallest > 2 else { return }
    let small = FrameSize(width: 2 * smallest, height: smallest - 2)
    #expect(codec.problem(with: small)?.contains("at least \(smallest) pixels") == true)
    #expect(throws: LibAVError.self) { _ = try SegmentEncoder(size: small, frameRate: rate, settings: settings) }
  }
}
