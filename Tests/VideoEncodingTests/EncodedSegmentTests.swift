import FractalMath
import TestSupport
import Testing
import VideoEncoding

@Suite("EncodedSegment")
struct EncodedSegmentTests {
  /// A segment whose packets show the frames `order`, the packet `keyframe` being one.
  private func segment(_ order: [Int], reorderDepth: Int = 2, keyframe: Int = 0) throws -> EncodedSegment {
    let format = StreamFormat(
      codec: .h264, layout: .yuv420, size: FrameSize(width: 64, height: 48),
      frameRate: try #require(FrameRate(numerator: 60)), reorderDepth: reorderDepth, header: [1, 2, 3])
    let packets = order.enumerated().map { index, frame in
      EncodedPacket(bytes: [UInt8](repeating: 0, count: 10 + index), frame: frame, flags: index == keyframe ? 1 : 0)
    }
    return try EncodedSegment(format: format, packets: packets)
  }

  @Test("frames may be decoded in another order than they are shown in, as far as the reorder depth allows")
  func reordered() throws {
    let segment = try segment([0, 4, 2, 1, 3, 5])
    #expect(segment.frameCount == 6)
    #expect(segment.byteCount == 75)
    #expect(throws: LibAVError.self) { try self.segment([0, 4, 2, 1, 3, 5], reorderDepth: 1) }
    #expect(throws: LibAVError.self) { try self.segment([0, 2, 3, 4, 1], reorderDepth: 2) }
  }

  @Test(
    "packets that are no whole segment are refused",
    arguments: [[1, 0], [0, 0], [0, 2], [0, -1], [0, 1, 3]])
  func incomplete(order: [Int]) {
    #expect(throws: LibAVError.self) { try segment(order) }
  }

  @Test("a segment begins with a keyframe")
  func keyframe() throws {
    do {
      _ = try segment([0, 1], keyframe: 1)
      Issue.record("taken")
    } catch let error as LibAVError {
      #expect(
        error.description
          == "cannot use a segment of 2 frames: it does not begin with a keyframe that shows its first frame")
    }
  }
}
