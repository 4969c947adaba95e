import HeapModule

/// The work-stealing pool of `Sources/WorkStealing` as a discrete-event model, with a coordinator and encoders.
///
/// A worker that is free does an encoder's job if there is one (it frees a picture), else its own newest range, else the
/// oldest range of another worker from a random one on, else the oldest frame that nobody has begun; else it sleeps. What a
/// worker pushes is seen by others at once; the cost of pushing, finding and waking passes before it works on.
struct StealingModel {
  struct TileRange {
    let frame: Int
    var tiles: Range<Int>
  }

  private enum Occurrence {
    case search(worker: Int, wasWoken: Bool)
    case tileDone(worker: Int, frame: Int)
    case encoded(worker: Int, segment: Int)
    case coordinate
    case submitted(frame: Int)
  }

  private struct Event: Comparable {
    let time: Int
    /// Events of one moment happen in the order in which they were scheduled.
    let number: Int
    let occurrence: Occurrence

    static func < (left: Event, right: Event) -> Bool { (left.time, left.number) < (right.time, right.number) }
    static func == (left: Event, right: Event) -> Bool { left.number == right.number }
  }

  private let costs: FilmCosts
  private let events: EventCosts
  private var film: SegmentedFilm
  private var outcome: Outcome
  private var agenda = Heap<Event>()
  private var scheduled = 0
  private var random: SplitMix64

  private var deques: [[TileRange]]
  private var injector: [Int] = []
  private var begunFrames = 0
  private var jobs = Heap<EncoderJob>()
  private var sleepers: [Int] = []
  private var tilesLeft: [Int]
  private var coordinatorFree = 0
  private var isCoordinating = false

  init(_ simulation: Simulation, workerCount: Int) {
    costs = simulation.film
    events = simulation.events
    film = SegmentedFilm(frameCount: costs.frameCount, plan: simulation.segments)
    outcome = Outcome(workerCount: workerCount)
    random = SplitMix64(seed: simulation.seed)
    deques = Array(repeating: [], count: workerCount)
    tilesLeft = costs.tiles.map(\.count)
  }

  mutating func run() -> Outcome {
    schedule(.coordinate, at: 0)
    isCoordinating = true
    for worker in deques.indices { schedule(.search(worker: worker, wasWoken: false), at: 0) }
    while let event = agenda.popMin() { handle(event.occurrence, at: event.time) }
    outcome.finishedFrames = film.finishedFrames
    return outcome
  }

  private mutating func schedule(_ occurrence: Occurrence, at time: Int) {
    agenda.insert(Event(time: time, number: scheduled, occurrence: occurrence))
    scheduled += 1
  }

  private mutating func handle(_ occurrence: Occurrence, at now: Int) {
    switch occurrence {
    case .search(let worker, let wasWoken):
      search(worker, wasWoken: wasWoken, at: now)
    case .tileDone(let worker, let frame):
      tilesLeft[frame] -= 1
      var later = now
      if tilesLeft[frame] == 0 { later += frameRendered(frame, at: now) }
      search(worker, wasWoken: false, at: later)
    case .encoded(let worker, let segment):
      film.didEncode(in: segment)
      outcome.makespan = max(outcome.makespan, now)
      offerJob(of: segment)
      wakeCoordinator(at: now)
      search(worker, wasWoken: false, at: now + events.signal)
    case .coordinate:
      coordinate(at: now)
    case .submitted(let frame):
      injector.append(frame)
      _ = wakeSleeper(at: now)
      coordinate(at: now)
    }
  }
}

// MARK: - Workers

extension StealingModel {
  private mutating func search(_ worker: Int, wasWoken: Bool, at now: Int) {
    if let job = jobs.popMin() {
      let cost = costs.encoding?[job.frame] ?? 0
      let signal = wasWoken ? wakeSleeper(at: now) : 0
      let end = outcome.workers[worker].work(from: now + signal + events.item, for: cost)
      schedule(.encoded(worker: worker, segment: job.segment), at: end)
      return
    }
    var now = now
    guard let range = findRange(worker, &now) else {
      sleepers.append(worker)
      outcome.parks += 1
      return
    }
    if wasWoken { now += wakeSleeper(at: now) }
    work(on: range, worker, at: now)
  }

  private mutating func findRange(_ worker: Int, _ now: inout Int) -> TileRange? {
    if let newest = deques[worker].popLast() { return newest }
    let start = Int.random(in: 0..<deques.count, using: &random)
    for offset in deques.indices {
      let victim = (start + offset) % deques.count
      guard victim != worker else { continue }
      now += events.probe
      if !deques[victim].isEmpty {
        now += events.steal
        outcome.steals += 1
        return deques[victim].removeFirst()
      }
    }
    now += events.probe
    guard begunFrames < injector.count else { return nil }
    let frame = injector[begunFrames]
    begunFrames += 1
    return TileRange(frame: frame, tiles: costs.tiles[frame].indices)
  }

  /// Sets upper halves aside until one tile is left, and renders that.
  private mutating func work(on taken: TileRange, _ worker: Int, at time: Int) {
    var range = taken
    var now = time + events.item
    while range.tiles.count > 1 {
      let middle = range.tiles.upperBound - range.tiles.count / 2
      deques[worker].append(TileRange(frame: range.frame, tiles: middle..<range.tiles.upperBound))
      range.tiles = range.tiles.lowerBound..<middle
      now += wakeSleeper(at: now)
    }
    let cost = costs.tiles[range.frame][range.tiles.lowerBound]
    outcome.renderedTiles += 1
    schedule(.tileDone(worker: worker, frame: range.frame), at: outcome.workers[worker].work(from: now, for: cost))
  }

  /// Has the last sleeper search in a while; returns what that costs the one who wakes it.
  private mutating func wakeSleeper(at now: Int) -> Int {
    guard let sleeper = sleepers.popLast() else { return 0 }
    schedule(.search(worker: sleeper, wasWoken: true), at: now + events.signal + events.wake)
    return events.signal
  }
}

// MARK: - Encoders and the coordinator

extension StealingModel {
  /// A frame that an encoder can take.
  struct EncoderJob: Comparable {
    let segment: Int
    let frame: Int
    let rank: Int

    static func < (left: EncoderJob, right: EncoderJob) -> Bool {
      (left.rank, left.segment) < (right.rank, right.segment)
    }
  }

  /// Passes on a rendered frame; returns what that costs the worker that rendered its last tile.
  private mutating func frameRendered(_ frame: Int, at now: Int) -> Int {
    film.didRender(frame)
    guard costs.encoding != nil else {
      wakeCoordinator(at: now)
      return events.signal
    }
    wakeCoordinator(at: now)
    return offerJob(of: film.segment(of: frame)) ? wakeSleeper(at: now) : 0
  }

  /// Queues the next job of the encoder of `segment`, if it has one.
  @discardableResult
  private mutating func offerJob(of segment: Int) -> Bool {
    guard let frame = film.beginEncoding(in: segment) else { return false }
    jobs.insert(EncoderJob(segment: segment, frame: frame, rank: film.rank(of: segment)))
    return true
  }

  private mutating func wakeCoordinator(at now: Int) {
    guard !isCoordinating else { return }
    isCoordinating = true
    schedule(.coordinate, at: max(now + events.signal + events.wake, coordinatorFree))
  }

  /// Discards rendered frames in their order when nothing is encoded, and submits the next frame if there is room.
  private mutating func coordinate(at now: Int) {
    if costs.encoding == nil {
      while film.finishedFrames < costs.frameCount {
        let segment = film.segment(of: film.finishedFrames)
        guard film.beginEncoding(in: segment) != nil else { break }
        film.didEncode(in: segment)
        outcome.makespan = max(outcome.makespan, now)
      }
    }
    guard let frame = film.submitNext() else {
      isCoordinating = false
      return
    }
    outcome.peakPictures = max(outcome.peakPictures, film.pictures)
    outcome.peakEncoders = max(outcome.peakEncoders, costs.encoding == nil ? 0 : film.openSegments)
    coordinatorFree = now + events.submission
    schedule(.submitted(frame: frame), at: coordinatorFree)
  }
}
