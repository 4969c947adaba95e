import Production
import TestSupport
import Testing

@Suite("SegmentSchedule")
struct SegmentScheduleTests {
  /// Makes a film in random order, in which a frame is encoded rather than rendered with `encodingBias` percent.
  private static func make(_ film: inout ScheduledFilm, encodingBias: Int, using random: inout SeededGenerator) throws {
    while !film.isComplete {
      try film.submitAll()
      let encodable = film.encodableSegments
      // Nothing under way while frames are missing would be for ever.
      try #require(film.renderingCount > 0 || !encodable.isEmpty, "nothing is under way")
      let prefersEncoding = Int.random(in: 0..<100, using: &random) < encodingBias
      if let segment = encodable.randomElement(using: &random), prefersEncoding || film.renderingCount == 0 {
        film.encode(segment: segment)
      } else if film.renderingCount > 0 {
        film.render(at: Int.random(in: 0..<film.renderingCount, using: &random))
      }
    }
  }

  @Test(
    "whatever is ready first, each frame is assigned once, by the rules, within the limits, and the film gets complete")
  func randomOrders() throws {
    for seed in 0..<4_000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let start = Int.random(in: 0..<50, using: &random)
      let cut = FilmCut(
        frames: start..<start + Int.random(in: 1...120, using: &random),
        segmentLength: [1, 2, 7, 30].randomElement(using: &random) ?? 1)
      let limits = ScheduleLimits(
        openSegments: Int.random(in: 1...8, using: &random),
        picturesPerSegment: Int.random(in: 1...3, using: &random),
        framesRendering: Int.random(in: 1...5, using: &random))
      var film = ScheduledFilm(cut, limits: limits)
      do {
        try Self.make(&film, encodingBias: Int.random(in: 0...100, using: &random), using: &random)
      } catch {
        Issue.record("seed \(seed), \(cut), \(limits)")
        throw error
      }
      try #require(film.submittedFrames.sorted() == Array(cut.frames), "seed \(seed)")
    }
  }

  @Test(
    "segments are begun in the order that is given, those that are finished are not, and all frames of the others are assigned once"
  )
  func ownOrder() {
    let cut = FilmCut(frames: 5..<95, segmentLength: 10)
    let order = [0, 8, 1, 7, 2, 5, 3]
    let limits = ScheduleLimits(openSegments: 3, picturesPerSegment: 2, framesRendering: 4, segmentsAhead: .max)
    var schedule = SegmentSchedule<Void>(cut, limits: limits, finished: [4, 6, 9], order: order)
    var (begun, frames): ([Int], [Int]) = ([], [])
    while let next = schedule.nextFrame(completeSegments: 0) {
      if begun.contains(next.segment) == false { begun.append(next.segment) }
      frames.append(next.frame)
      schedule.didRender()
      schedule.didEncode(segment: next.segment)
    }
    #expect(begun == order)
    #expect(frames.sorted() == order.flatMap { Array(cut.frames(ofSegment: $0)) }.sorted())
  }

  @Test("frames that are encoded by themselves are assigned in the order of the film")
  func singleFrames() throws {
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let limits = ScheduleLimits(openSegments: 6, picturesPerSegment: 1, framesRendering: 6)
      var film = ScheduledFilm(FilmCut(frames: 5..<60, segmentLength: 1), limits: limits)
      try Self.make(&film, encodingBias: 50, using: &random)
      try #require(film.submittedFrames == Array(5..<60), "seed \(seed)")
    }
  }

  @Test("no more segments are begun than twice those that may be open while the first one hangs")
  func aheadOfTheFirst() throws {
    let limits = ScheduleLimits(openSegments: 3, picturesPerSegment: 2, framesRendering: 4)
    var film = ScheduledFilm(FilmCut(frames: 0..<200, segmentLength: 10), limits: limits)
    while true {
      try film.submitAll()
      // Everything but the frames of the first segment gets done, those that are rendered first among them.
      if let segment = film.encodableSegments.first(where: { $0 > 0 }) {
        film.encode(segment: segment)
      } else if film.renderingCount > 0 {
        film.render(at: 0)
      } else {
        break
      }
    }
    #expect(film.submittedFrames.sorted() == [0, 1] + Array(10..<60))
  }

  @Test(
    "workers have something to do to the end, and the last segments end together",
    arguments: [1, 2, 3, 4, 8, 16, 32], [(39, 32), (39, 75), (39, 279), (75, 39)])
  func busy(workers: Int, milliseconds: (render: Int, encode: Int)) throws {
    let limits = PipelineLimits(
      workerCount: workers, segmentLength: 20, pictureByteCount: 1, encoderByteCount: 1, fieldStoreByteCount: 0,
      memoryLimit: .max)
    var film = SimulatedFilm(
      FilmCut(frames: 0..<40 * workers, segmentLength: 20), limits: limits.schedule, workerCount: workers,
      renderMilliseconds: milliseconds.render, encodeMilliseconds: milliseconds.encode)
    film.run()
    #expect(film.busyShare >= 0.95, "\(workers) workers, \(milliseconds), \(film.busyShare) busy")
  }
}
