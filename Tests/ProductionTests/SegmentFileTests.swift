import Animation
import FractalMath
import Production
import TestSupport
import Testing
import VideoEncoding

@Suite("Files of segments")
struct SegmentFileTests {
  private static let key = ContentHash(of: [1, 2, 3])

  private static func file() throws -> SegmentFile {
    let segments = try FilmFixture.production(FilmFixture.preset(frames: 8)).encodedSegments(segmentLength: 8)
    return SegmentFile(key: key, segment: segments[0])
  }

  @Test("a file gives back the segment and its key")
  func roundTrip() throws {
    let file = try Self.file()
    let read = try SegmentFile(bytes: file.bytes)
    #expect(read == file && read.key == Self.key && read.segment.frameCount == 8)
  }

  @Test("a file with any byte changed, or cut off anywhere, is refused")
  func damage() throws {
    let file = try Self.file()
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let place = Int.random(in: 0..<file.bytes.count, using: &random)
      var changed = file.bytes
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      #expect(throws: SegmentFile.Damage.self) { _ = try SegmentFile(bytes: changed) }
      #expect(throws: SegmentFile.Damage.self) { _ = try SegmentFile(bytes: Array(file.bytes.prefix(place))) }
    }
  }
}
