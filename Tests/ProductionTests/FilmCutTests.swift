import Production
import TestSupport
import Testing

@Suite("FilmCut")
struct FilmCutTests {
  @Test("a film is cut at whole multiples of the segments' length, whichever frames are chosen")
  func multiples() {
    let whole = FilmCut(frames: 0..<100, segmentLength: 30)
    #expect(whole.segmentCount == 4)
    #expect((0..<4).map(whole.frames(ofSegment:)) == [0..<30, 30..<60, 60..<90, 90..<100])
    let part = FilmCut(frames: 20..<95, segmentLength: 30)
    #expect(part.segmentCount == 4)
    #expect((0..<4).map(part.frames(ofSegment:)) == [20..<30, 30..<60, 60..<90, 90..<95])
    let within = FilmCut(frames: 31..<59, segmentLength: 30)
    #expect(within.segmentCount == 1 && within.frames(ofSegment: 0) == 31..<59)
  }

  @Test("the segments are the chosen frames, in order, each once, and none is empty")
  func completeness() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5_000 {
      let start = Int.random(in: 0..<500, using: &random)
      let frames = start..<start + Int.random(in: 1...300, using: &random)
      let cut = FilmCut(frames: frames, segmentLength: Int.random(in: 1...80, using: &random))
      let segments = (0..<cut.segmentCount).map(cut.frames(ofSegment:))
      try #require(segments.flatMap(Array.init) == Array(frames), "\(cut)")
      try #require(segments.allSatisfy { !$0.isEmpty && $0.count <= cut.segmentLength }, "\(cut)")
      for segment in segments.dropFirst() {
        try #require(segment.lowerBound.isMultiple(of: cut.segmentLength), "\(cut)")
      }
    }
  }

  @Test("a segment that lies within the chosen frames is the same in every choice")
  func choices() throws {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<1_000 {
      let length = Int.random(in: 1...40, using: &random)
      let whole = FilmCut(frames: 0..<300, segmentLength: length)
      let start = Int.random(in: 0..<300, using: &random)
      let part = FilmCut(frames: start..<Int.random(in: start + 1...300, using: &random), segmentLength: length)
      let ofWhole = Set((0..<whole.segmentCount).map(whole.frames(ofSegment:)))
      for segment in (0..<part.segmentCount).dropFirst().dropLast().map(part.frames(ofSegment:)) {
        try #require(ofWhole.contains(segment), "\(part)")
      }
    }
  }
}
