/// The one encoder of a film that is not cut into segments: it takes frames in their order, on processors of its own.
///
/// A film on one processor has none to give away: there the encoder and the renderer take turns.
struct LoneEncoder {
  /// Processors that are left for rendering.
  let renderers: Int
  /// Whether the encoder runs on the processors that render.
  let takesTurns: Bool

  private let processors: Range<Int>
  private let costs: [Int]
  private let pictures: Int
  private var releases: [Int] = []
  private var starts: [Int] = []

  /// An encoder for the simulation's film on `workerCount` processors. It gets the share of them that balances it with
  /// rendering, up to what it can use.
  init(_ simulation: Simulation, workerCount: Int) {
    costs = simulation.film.encoding ?? []
    let share = Double(simulation.film.totalEncoding) / max(1, Double(simulation.film.total))
    let wanted = Int((share * Double(workerCount)).rounded())
    takesTurns = workerCount == 1 || costs.isEmpty
    let own = takesTurns ? 0 : max(1, min(wanted, simulation.loneEncoderProcessors, workerCount - 1))
    renderers = workerCount - own
    processors = takesTurns ? 0..<1 : renderers..<workerCount
    pictures = max(1, simulation.lonePictures ?? workerCount + 2)
  }

  /// The earliest moment at which the next frame may be begun: when there is a picture for it.
  var nextPicture: Int { starts.count < pictures ? 0 : releases[starts.count - pictures] }

  /// Encodes the next frame, which was begun at `start` and rendered at `end`; returns when its picture is free again.
  mutating func encode(begunAt start: Int, renderedAt end: Int, _ outcome: inout Outcome) -> Int {
    let begin = max(end, releases.last ?? 0)
    var release = begin
    let cost = costs.isEmpty ? 0 : costs[starts.count]
    for processor in processors {
      release = outcome.workers[processor].work(from: begin, for: cost / processors.count)
    }
    starts.append(start)
    releases.append(release)
    outcome.finishedFrames += 1
    outcome.makespan = max(outcome.makespan, release)
    return release
  }

  /// Notes in `outcome` how many pictures were alive at once.
  func finish(_ outcome: inout Outcome) {
    outcome.peakPictures = Self.peakOverlap(starts, releases)
    outcome.peakEncoders = costs.isEmpty ? 0 : 1
  }

  /// The largest number of intervals that share a moment.
  static func peakOverlap(_ starts: [Int], _ ends: [Int]) -> Int {
    let starts = starts.sorted()
    let ends = ends.sorted()
    var peak = 0
    var ended = 0
    for (index, start) in starts.enumerated() {
      while ended < ends.count && ends[ended] <= start { ended += 1 }
      peak = max(peak, index + 1 - ended)
    }
    return peak
  }
}
