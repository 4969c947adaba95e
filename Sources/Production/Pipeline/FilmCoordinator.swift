import Animation
import DequeModule
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Makes a film with the workers of a pool: submits frames, has them encoded, and joins the segments in order.
///
/// One thread runs it, and owns order, memory limit and output, so none of them needs a lock. Workers never wait for
/// it: they post events, and it submits new work.
struct FilmCoordinator<Sink: FilmSink & ~Copyable>: ~Copyable {
  private typealias Encoder = Sink.Encoder

  /// The coordinator's part of an open segment.
  private struct Work {
    let encoder: Encoder
    /// Pictures of the frames after those that are encoded; the first may be with the encoder.
    var pictures: Deque<ShownPicture> = []
    /// Whether its next frame is with the encoder, or waits for a worker.
    var isEncoding = false
  }

  /// What the workers have encoded.
  let clock: EncodingClock

  private var sink: Sink
  private var source: FrameSource
  private let cut: FilmCut
  private let workers: WorkStealingPool
  private let interruption: Interruption
  private let ending: FilmEnding
  private let events = FilmEvents<Encoder.Segment>()
  private let queue = EncodingQueue<Encoder>()

  private var schedule: SegmentSchedule<Work>
  /// Segments waiting for their turn with the sink.
  private var finishedSegments: [Int: Encoder.Segment]
  private var completeSegments = 0
  /// Frames appended to the sink.
  private var completeFrames = 0
  private var encodedFrames = 0
  /// Frames that were finished already.
  private let keptFrames: Int
  /// Whether the film is to be resumed.
  private var isSuspended = false
  private var repeatedFrames = 0
  /// Encoding tasks that have not reported their end.
  private var encodingTasks = 0
  /// Pictures that are being rendered, by number.
  private var renderingPictures: [Int: SharedPicture] = [:]
  private var submittedPictures = 0
  /// The last picture submitted in each sequence of frames, in case the next one is equal.
  private var newest: [Int: ShownPicture] = [:]

  /// A coordinator that makes the frames of `cut` from `source` into `sink`.
  ///
  /// - Parameter ending: what is left after a request to stop.
  init(
    sink: consuming Sink, cut: FilmCut, source: FrameSource, limits: ScheduleLimits, workers: WorkStealingPool,
    interruption: Interruption, ending: FilmEnding
  ) {
    finishedSegments = sink.finishedSegments
    keptFrames = finishedSegments.keys.reduce(0) { $0 + cut.frames(ofSegment: $1).count }
    self.sink = sink
    self.cut = cut
    self.source = source
    self.workers = workers
    self.interruption = interruption
    self.ending = ending
    schedule = SegmentSchedule(cut, limits: limits, finished: Set(finishedSegments.keys), order: source.segmentOrder)
    clock = EncodingClock(workerCount: workers.workerCount)
  }

  /// Makes the film, or the finished part of it when the user stops it.
  ///
  /// - Parameter report: called at the start and after each frame with the number of finished frames.
  /// - Throws: the first error of rendering, encoding or the sink, or `ProductionError.interrupted` when there is no result at all.
  mutating func run(report: (Int) -> Void) throws {
    let (events, workers, ending) = (events, workers, ending)
    interruption.whenRequested {
      if ending == .shorterFilm { workers.cancel() }
      events.post(.cancelled)
    }
    report(keptFrames)
    if cut.segmentLength == 1 { source.begin(sequence: 0, frames: cut.frames) }
    while completeSegments < cut.segmentCount {
      let isEnding = ending == .wholeSegments && interruption.isRequested
      if isEnding { schedule.stopOpening() }
      try submitWork()
      if isEnding && schedule.open.isEmpty && completeSegments + finishedSegments.count < cut.segmentCount {
        isSuspended = true
        return
      }
      // Work for the workers comes before finished segments.
      if let event = finishedSegments[completeSegments] == nil ? events.next() : events.poll() {
        try handle(event, report: report)
      } else {
        try appendNext()
      }
      if try isStopped() {
        try completeEarly(report: report)
        return
      }
    }
  }

  /// Completes the result, unless the film is to be resumed.
  ///
  /// - Returns: what was done.
  consuming func finish() throws -> FilmOutcome {
    let waitingFrames = finishedSegments.keys.reduce(0) { $0 + cut.frames(ofSegment: $1).count }
    if isSuspended && completeFrames + waitingFrames == 0 { throw ProductionError.interrupted }
    if !isSuspended { try sink.finish() }
    source.noteHeldBytes()
    return FilmOutcome(
      finishedFrames: completeFrames + waitingFrames, keptFrames: keptFrames, isSuspended: isSuspended,
      repeatedFrames: repeatedFrames, field: source.counters,
      largestFieldStoreBytes: source.largestFieldStoreBytes, encoding: clock)
  }

  /// Whether the user wants the film to end.
  ///
  /// - Throws: the error that made the workers stop.
  private func isStopped() throws -> Bool {
    if ending == .wholeSegments && interruption.isUrgent { throw ProductionError.interrupted }
    guard workers.isCancelled else { return false }
    do {
      try workers.checkCancellation()
    } catch is CancellationError where interruption.isRequested {
      if interruption.isUrgent { throw ProductionError.interrupted }
    }
    return true
  }

  /// Submits the frames that may be in flight, and opens their segments.
  private mutating func submitWork() throws {
    while let next = schedule.next(completeSegments: completeSegments) {
      switch next {
      case .frame(let assignment): try submit(assignment)
      case .segment(let number, let frames):
        let work = Work(encoder: try sink.makeEncoder(firstFrame: frames.lowerBound))
        if cut.segmentLength > 1 { source.begin(sequence: number, frames: frames) }
        try submit(schedule.begin(work))
      }
    }
  }

  private mutating func submit(_ next: SegmentSchedule<Work>.Assignment) throws {
    let sequence = sequence(ofSegment: next.segment)
    let answer = source.next(frame: next.frame, of: sequence)
    let last = newest[sequence].flatMap { source.repeats($0.shown, answer.shown) ? $0 : nil }
    if let equal = last ?? answer.picture {
      if last != nil || !equal.isUpsideDown { repeatedFrames += 1 }
      newest[sequence] = equal
      schedule.didRender()
      schedule[next.segment].work.pictures.append(equal)
      encodeNext(of: next.segment)
      return
    }
    let number = submittedPictures
    submittedPictures += 1
    let picture = SharedPicture(try source.takePicture(), shown: answer.shown)
    let own = ShownPicture(picture: picture, shown: answer.shown)
    newest[sequence] = own
    source.lend(picture, ofFrame: next.frame)
    renderingPictures[number] = picture
    schedule[next.segment].work.pictures.append(own)
    let job = source.job(answer.shown, field: answer.field, into: picture.picture)
    workers.submit(job) { [workers, events] in
      events.post(workers.isCancelled ? .cancelled : .rendered(picture: number))
    }
  }

  /// Frames encoded singly are in one sequence; those of several segments are interleaved.
  private func sequence(ofSegment segment: Int) -> Int { cut.segmentLength == 1 ? 0 : segment }

  private mutating func handle(_ event: FilmEvents<Encoder.Segment>.Event, report: (Int) -> Void) throws {
    switch event {
    case .cancelled: break
    case .notEncoded: encodingTasks -= 1
    case .rendered(let number):
      renderingPictures.removeValue(forKey: number)?.isComplete = true
      schedule.didRender()
      // The picture may be that of several frames, of several segments.
      for segment in schedule.open { encodeNext(of: segment.number) }
    case .encoded(let segment, let result):
      schedule[segment].work.pictures.removeFirst()
      schedule[segment].work.isEncoding = false
      encodingTasks -= 1
      schedule.didEncode(segment: segment)
      encodedFrames += 1
      if let result {
        if cut.segmentLength > 1 {
          newest[segment] = nil
          source.end(sequence: segment)
        }
        finishedSegments[segment] = result
      } else {
        encodeNext(of: segment)
      }
      report(keptFrames + encodedFrames)
    }
  }

  /// Has the next frame of `segment` encoded if it is ready and the encoder is free.
  private mutating func encodeNext(of number: Int) {
    let segment = schedule[number]
    guard !workers.isCancelled, !segment.work.isEncoding, let next = segment.work.pictures.first,
      next.picture.isComplete
    else { return }
    queue.push(
      EncodingQueue.Entry(
        rank: schedule.rank(ofSegment: number), segment: number, picture: next.picture.picture,
        isUpsideDown: next.isUpsideDown, encoder: segment.work.encoder,
        isLast: segment.encodedFrames == segment.frames.count - 1))
    let task = EncodingTask(queue: queue, clock: clock, renderer: source.renderer)
    schedule[number].work.isEncoding = true
    encodingTasks += 1
    workers.submit(task, isUrgent: true) { [events] in events.post(task.event) }
  }

  /// Appends the next segment to the sink if it is finished.
  private mutating func appendNext() throws {
    guard let segment = finishedSegments.removeValue(forKey: completeSegments) else { return }
    try sink.append(segment)
    completeFrames += cut.frames(ofSegment: completeSegments).count
    completeSegments += 1
  }

  /// Appends everything finished before the first unfinished frame, whose segment is closed there.
  private mutating func completeEarly(report: (Int) -> Void) throws {
    // No encoder may be in use when its segment is closed here.
    while encodingTasks > 0 { try handle(events.next(), report: report) }
    _ = try isStopped()
    while !interruption.isUrgent && finishedSegments[completeSegments] != nil { try appendNext() }
    // Segments waiting for one that will not come.
    finishedSegments = [:]
    if let segment = schedule.open.first, segment.number == completeSegments {
      let complete = segment.work.pictures.prefix(while: \.picture.isComplete)
      for next in complete {
        let picture = next.picture.picture
        try segment.work.encoder.append(next.isUpsideDown ? source.renderer.upsideDown(picture) : picture)
      }
      let frameCount = segment.encodedFrames + complete.count
      if frameCount > 0 {
        try sink.append(segment.work.encoder.finish())
        completeFrames += frameCount
      }
    }
    if completeFrames == 0 || interruption.isUrgent { throw ProductionError.interrupted }
  }
}
