import Production
import Testing

@Suite("PipelineLimits")
struct PipelineLimitsTests {
  private static let pictureBytes = 3_110_400
  private static let encoderBytes = 120_000_000
  private static let fieldBytes = 1 << 27

  private static func limits(workers: Int, segmentLength: Int, memory: Int, fields: Int = fieldBytes) -> PipelineLimits
  {
    PipelineLimits(
      workerCount: workers, segmentLength: segmentLength, pictureByteCount: pictureBytes,
      encoderByteCount: encoderBytes, fieldStoreByteCount: fields, memoryLimit: memory)
  }

  @Test(
    "segments: one and a half a worker where memory is plenty",
    arguments: [(1, 2), (2, 3), (3, 5), (64, 96), (256, 384)])
  func plenty(workers: Int, segments: Int) {
    let limits = Self.limits(workers: workers, segmentLength: 30, memory: .max)
    #expect(limits.schedule.openSegments == segments)
    #expect(limits.schedule.picturesPerSegment == 2 && limits.pictureCount == 2 * segments)
    #expect(limits.schedule.framesRendering == max(2, (workers + 3) / 4))
  }

  @Test("frames by themselves: two more than workers where memory is plenty", arguments: [1, 2, 3, 64, 256])
  func plentySingle(workers: Int) {
    let limits = Self.limits(workers: workers, segmentLength: 1, memory: .max)
    #expect(limits.schedule.openSegments == workers + 2 && limits.pictureCount == workers + 2)
    #expect(limits.schedule.framesRendering == workers + 2)
  }

  @Test("what is planned is within the limit, but for the least that makes a film", arguments: [1, 30])
  func withinTheLimit(segmentLength: Int) throws {
    let least = segmentLength == 1 ? 2 : 1
    for workers in 1...256 {
      var previous = 0
      for memory in [0, 1, 1 << 20, 1 << 27, 1 << 28, 1 << 29, 1 << 30, 1 << 32, 1 << 34, 1 << 36, 1 << 40, .max] {
        let limits = Self.limits(workers: workers, segmentLength: segmentLength, memory: memory)
        let segments = limits.schedule.openSegments
        try #require(segments >= least && limits.schedule.framesRendering >= least)
        try #require(limits.byteCount <= memory || segments == least, "\(workers) workers, \(memory) bytes")
        try #require(
          limits.byteCount == segments * Self.encoderBytes + limits.pictureCount * Self.pictureBytes + Self.fieldBytes)
        // More memory never makes it less.
        try #require(segments >= previous)
        previous = segments
      }
      try #require(previous == (segmentLength == 1 ? workers + 2 : (3 * workers + 1) / 2))
    }
  }

  @Test("no more segments are left out than have no room")
  func roomIsUsed() throws {
    let bytesPerSegment = Self.encoderBytes + 2 * Self.pictureBytes
    for segments in 1...96 {
      let memory = Self.fieldBytes + segments * bytesPerSegment
      try #require(Self.limits(workers: 64, segmentLength: 30, memory: memory).schedule.openSegments == segments)
      try #require(
        Self.limits(workers: 64, segmentLength: 30, memory: memory - 1).schedule.openSegments == max(segments - 1, 1))
    }
  }

  @Test("kept fields that fill the limit alone leave the least that makes a film")
  func fields() {
    #expect(Self.limits(workers: 8, segmentLength: 30, memory: 1 << 30, fields: 1 << 33).schedule.openSegments == 1)
    #expect(Self.limits(workers: 8, segmentLength: 1, memory: 1 << 30, fields: 1 << 33).schedule.openSegments == 2)
  }
}
