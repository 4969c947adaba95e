import Production
import Testing

@Suite("Lengths of segments")
struct SegmentLengthTests {
  @Test(
    "a fortieth of the film, from 30 to 60 frames",
    arguments: [(1, 30), (25, 30), (600, 30), (1200, 30), (1600, 40), (9999, 60)])
  func byDefault(frames: Int, length: Int) {
    #expect(FilmCut.segmentLength(frameCount: frames) == length)
  }

  @Test(
    "one for each worker where there would be fewer, of at least 10 frames and never longer than usual",
    arguments: [
      (3600, 256, 14), (3600, 64, 56), (3600, 60, 60), (3600, 1, 60), (600, 20, 30), (600, 21, 28), (600, 65536, 10),
      (1, 9, 10),
    ])
  func forWorkers(frames: Int, workers: Int, length: Int) {
    #expect(FilmCut.segmentLength(frameCount: frames, workers: workers) == length)
  }
}
