import Production
import TestSupport

/// A film on virtual workers: it takes the time that it would take if each frame cost what it is said to cost, give or take 30 %.
///
/// Workers do what those of the pool do: first the waiting frame of the smallest rank is encoded, then tiles of the frames are rendered in
/// the order of their submission. What is not simulated is the time of the scheduler itself.
struct SimulatedFilm {
  private struct Job {
    let end: Int
    let segment: Int
    let frame: Int
    let isEncoding: Bool
  }

  private struct Rendering {
    let segment: Int
    let frame: Int
    var waitingTiles: Int
    var unfinishedTiles: Int
  }

  private struct Segment {
    let frames: Range<Int>
    var rendered: Set<Int> = []
    var encoded = 0
    var isEncoding = false
  }

  /// Tiles of a frame.
  private static let tileCount = 16

  /// Milliseconds of all work together over those of all workers.
  private(set) var busyShare = 0.0

  private let cut: FilmCut
  private let workerCount: Int
  private let tileMicroseconds: Int
  private let encodeMicroseconds: Int
  private var schedule: SegmentSchedule<Void>
  private var random = SeededGenerator(seed: 1)
  private var segments: [Int: Segment] = [:]
  private var renderings: [Rendering] = []
  /// Frames that wait for their encoder, with their rank at the time when they came.
  private var queue: [(rank: Int, segment: Int)] = []
  private var jobs: [Job] = []
  private var completeSegments = 0
  private var finishedSegments: Set<Int> = []

  init(
    _ cut: FilmCut, limits: ScheduleLimits, workerCount: Int, renderMilliseconds: Int, encodeMilliseconds: Int
  ) {
    self.cut = cut
    self.workerCount = workerCount
    tileMicroseconds = renderMilliseconds * 1000 / Self.tileCount
    encodeMicroseconds = encodeMilliseconds * 1000
    schedule = SegmentSchedule(cut, limits: limits)
  }

  /// Makes the film.
  mutating func run() {
    var now = 0
    var work = 0
    while completeSegments < cut.segmentCount {
      submitAll()
      while jobs.count < workerCount, let job = nextJob(at: now) {
        work += job.end - now
        jobs.append(job)
      }
      guard let next = jobs.indices.min(by: { jobs[$0].end < jobs[$1].end }) else { return }
      let job = jobs.remove(at: next)
      now = job.end
      if job.isEncoding { finishEncoding(job) } else { finishTile(job) }
    }
    busyShare = Double(work) / Double(now * workerCount)
  }

  private mutating func submitAll() {
    while let next = schedule.nextFrame(completeSegments: completeSegments) {
      if segments[next.segment] == nil {
        segments[next.segment] = Segment(frames: cut.frames(ofSegment: next.segment))
      }
      renderings.append(
        Rendering(
          segment: next.segment, frame: next.frame, waitingTiles: Self.tileCount, unfinishedTiles: Self.tileCount))
    }
  }

  private mutating func nextJob(at now: Int) -> Job? {
    if let first = queue.indices.min(by: { queue[$0].rank < queue[$1].rank }) {
      let entry = queue.remove(at: first)
      let cost = encodeMicroseconds * Int.random(in: 70...130, using: &random) / 100
      return Job(end: now + cost, segment: entry.segment, frame: 0, isEncoding: true)
    }
    guard let first = renderings.firstIndex(where: { $0.waitingTiles > 0 }) else { return nil }
    renderings[first].waitingTiles -= 1
    return Job(
      end: now + tileMicroseconds, segment: renderings[first].segment, frame: renderings[first].frame, isEncoding: false
    )
  }

  private mutating func finishTile(_ job: Job) {
    guard let index = renderings.firstIndex(where: { $0.frame == job.frame }) else { return }
    renderings[index].unfinishedTiles -= 1
    guard renderings[index].unfinishedTiles == 0 else { return }
    renderings.remove(at: index)
    schedule.didRender()
    segments[job.segment]?.rendered.insert(job.frame)
    enqueue(job.segment)
  }

  private mutating func finishEncoding(_ job: Job) {
    guard var segment = segments[job.segment] else { return }
    segment.encoded += 1
    segment.isEncoding = false
    segments[job.segment] = segment
    schedule.didEncode(segment: job.segment)
    if segment.encoded == segment.frames.count {
      finishedSegments.insert(job.segment)
      while finishedSegments.contains(completeSegments) { completeSegments += 1 }
    } else {
      enqueue(job.segment)
    }
  }

  private mutating func enqueue(_ number: Int) {
    guard let segment = segments[number], !segment.isEncoding,
      segment.rendered.contains(segment.frames.lowerBound + segment.encoded)
    else { return }
    segments[number]?.isEncoding = true
    queue.append((schedule.rank(ofSegment: number), number))
  }
}
