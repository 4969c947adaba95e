import Animation
import Production
import Synchronization
import TestSupport
import Testing

@Suite("Films that are interrupted")
struct FilmInterruptionTests {
  /// Runs until the user asks for an end, and requires what is left to be the beginning of `reference`, the whole film's pixels.
  ///
  /// - Returns: the frames that are left; none when there is no result.
  @discardableResult
  private static func requireBeginning(
    of reference: [[UInt8]], _ production: FilmProduction, segmentLength: Int, interruption: Interruption,
    onEncoded: @escaping @Sendable (Int) -> Void = { _ in }, onFrame: @escaping (Int) -> Void = { _ in }
  ) throws -> Int {
    let recording = Recording()
    do {
      let report = try production.record(
        segmentLength: segmentLength, interruption: interruption, onFrame: onFrame, onEncoded: onEncoded,
        recording: recording
      ).report
      try #require(recording.isFinished && !recording.frames.isEmpty)
      try #require(report.finishedFrames == recording.frames.count)
      try #require(report.isInterrupted == (report.finishedFrames < reference.count))
    } catch ProductionError.interrupted {
      try #require(!recording.isFinished)
      try #require(interruption.isUrgent || recording.frames.isEmpty, "frames that were finished are lost")
    }
    try #require(recording.frames == Array(0..<recording.frames.count))
    try #require(recording.pixels == Array(reference.prefix(recording.frames.count)))
    // Whole segments, but for the last.
    try #require(recording.segments.dropLast().allSatisfy { $0 == segmentLength })
    try #require((recording.segments.last ?? 1) <= segmentLength)
    return recording.isFinished ? recording.frames.count : 0
  }

  @Test(
    "a request to stop while several segments are open leaves a whole beginning, its last segment closed early",
    arguments: [1, 2, 5])
  func openSegments(workers: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 200), workers: workers)
    let reference = try production.record().recording.pixels
    // Segments before and after that of frame 35 may be open with it.
    let interruption = Interruption()
    let frames = try Self.requireBeginning(
      of: reference, production, segmentLength: 30, interruption: interruption,
      onEncoded: { if $0 == 35 { interruption.request() } })
    #expect((1..<200).contains(frames))
  }

  @Test("a request to stop keeps each frame that is encoded, and at most one that waits for it", arguments: [1, 2, 5])
  func oneSegment(workers: Int) throws {
    var production = try FilmFixture.production(FilmFixture.preset(frames: 200), workers: workers)
    production.options.memoryLimitBytes = 0
    let reference = try production.record().recording.pixels
    let interruption = Interruption()
    let frames = try Self.requireBeginning(
      of: reference, production, segmentLength: 30, interruption: interruption,
      onEncoded: { if $0 == 35 { interruption.request() } })
    #expect((36...37).contains(frames))
  }

  @Test("a request between two segments leaves the first ones and what there is of the next", arguments: [1, 7, 30])
  func betweenSegments(segmentLength: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 200), workers: 3)
    let reference = try production.record().recording.pixels
    let interruption = Interruption()
    let frames = try Self.requireBeginning(
      of: reference, production, segmentLength: segmentLength, interruption: interruption,
      onFrame: { if $0 == 59 { interruption.request() } })
    // By then no more than twice the open segments are begun: 5 of them, or as many frames by themselves.
    #expect((60...60 + 10 * segmentLength).contains(frames))
  }

  @Test("a request before the first frame leaves no film", arguments: [1, 7, 30])
  func beforeTheFirstFrame(segmentLength: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 50))
    let interruption = Interruption()
    interruption.request()
    let recording = Recording()
    #expect(throws: ProductionError.interrupted) {
      _ = try production.record(segmentLength: segmentLength, interruption: interruption, recording: recording)
    }
    #expect(recording.frames.isEmpty && !recording.isFinished)
  }

  @Test("a request with the last frame changes nothing", arguments: [1, 7, 30])
  func lastFrame(segmentLength: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 60))
    let interruption = Interruption()
    let (recording, report) = try production.record(
      segmentLength: segmentLength, interruption: interruption, onFrame: { if $0 == 59 { interruption.request() } })
    #expect(recording.frames == Array(0..<60) && recording.isFinished && !report.isInterrupted)
  }

  @Test("a second request leaves no film, whatever is open", arguments: [1, 7, 30], [1, 2, 5])
  func urgent(segmentLength: Int, workers: Int) throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 100), workers: workers)
    let interruption = Interruption()
    let recording = Recording()
    #expect(throws: ProductionError.interrupted) {
      _ = try production.record(
        segmentLength: segmentLength, interruption: interruption,
        onEncoded: { frame in
          if frame == 33 {
            interruption.request()
            interruption.request()
          }
        }, recording: recording)
    }
    #expect(recording.frames == Array(0..<recording.frames.count) && !recording.isFinished)
  }

  @Test("an encoder's error after a request to stop is what the caller gets, unless the film ends before it")
  func errorAfterRequest() throws {
    let production = try FilmFixture.production(FilmFixture.preset(frames: 100), workers: 3)
    for frame in 30..<50 {
      let interruption = Interruption()
      let recording = Recording()
      do {
        _ = try production.record(
          segmentLength: 30, unencodableFrame: frame, interruption: interruption,
          onEncoded: { if $0 == 30 { interruption.request() } }, recording: recording)
        #expect(recording.isFinished && recording.frames == Array(0..<recording.frames.count))
        #expect(recording.frames.count <= frame)
      } catch let refusal as RecordingSink.Refusal {
        #expect(refusal.frame == frame && !recording.isFinished)
      } catch ProductionError.interrupted {
        #expect(recording.frames.isEmpty && !recording.isFinished)
      }
    }
  }

  @Test(
    "a request at any moment while encoders are busy leaves a whole beginning and no hang", .timeLimit(.minutes(10)))
  func randomMoments() throws {
    let preset = try FilmFixture.preset(frames: 60, width: 32, height: 18)
    let reference = try FilmFixture.production(preset).record().recording.pixels
    var lengths: Set<Int> = []
    for seed in 0..<StressRuns.count(usual: 600) {
      var random = SeededGenerator(seed: seed)
      let workers = Int.random(in: 1...5, using: &random)
      let segmentLength = [1, 3, 7, 30].randomElement(using: &random) ?? 1
      let encodings = Int.random(in: 1...70, using: &random)
      let isTwice = Int.random(in: 0..<8, using: &random) == 0
      let turns = Int.random(in: 0...20_000, using: &random)
      let interruption = Interruption()
      let count = Atomic(0)
      do {
        lengths.insert(
          try Self.requireBeginning(
            of: reference, FilmFixture.production(preset, workers: workers), segmentLength: segmentLength,
            interruption: interruption,
            onEncoded: { frame in
              // Encoders take their time, each frame its own.
              var mixed = SeededGenerator(seed: UInt64(frame))
              for _ in 0..<Int(mixed.next() % 4) * turns { _ = mixed.next() }
              guard count.add(1, ordering: .relaxed).newValue == encodings else { return }
              interruption.request()
              if isTwice { interruption.request() }
            }))
      } catch {
        Issue.record("seed \(seed)")
        throw error
      }
    }
    // The moments did differ.
    if StressRuns.count(usual: 600) >= 600 { #expect(lengths.count > 20) }
  }
}
