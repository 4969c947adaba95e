import HeapModule

/// One frame after the other, its tiles spread by a loop schedule, with a barrier after each; one encoder beside it.
struct FrameAtATime {
  private let simulation: Simulation
  private let workerCount: Int
  private let schedule: LoopSchedule

  init(_ simulation: Simulation, workerCount: Int, schedule: LoopSchedule) {
    self.simulation = simulation
    self.workerCount = workerCount
    self.schedule = schedule
  }

  func run() -> Outcome {
    var outcome = Outcome(workerCount: workerCount)
    var encoder = LoneEncoder(simulation, workerCount: workerCount)
    var now = 0
    for tiles in simulation.film.tiles {
      let start = max(now, encoder.nextPicture)
      let end = render(tiles, from: start, threads: encoder.renderers, &outcome)
      let release = encoder.encode(begunAt: start, renderedAt: end, &outcome)
      now = encoder.takesTurns ? release : end
    }
    encoder.finish(&outcome)
    return outcome
  }

  private func render(_ tiles: [Int], from start: Int, threads: Int, _ outcome: inout Outcome) -> Int {
    let events = simulation.events
    // One thread needs no loop construct.
    let barrier = threads == 1 ? 0 : events.barrier
    let chunks = schedule.chunks(of: tiles.count, threads: threads)
    var free = Heap((0..<threads).map { FreeThread(time: start + barrier, index: $0) })
    var counter = 0
    var end = start
    for (index, chunk) in chunks.enumerated() {
      let cost = tiles[chunk].reduce(0, +)
      outcome.renderedTiles += chunk.count
      if schedule == .fixed {
        end = max(end, outcome.workers[index].work(from: start + barrier, for: cost))
      } else if let thread = free.popMin() {
        counter = max(counter, thread.time) + events.claim
        let done = outcome.workers[thread.index].work(from: counter, for: cost)
        free.insert(FreeThread(time: done, index: thread.index))
        end = max(end, done)
      }
    }
    return end + barrier
  }
}

/// A thread and when it is free; the earliest comes first, among equals the first.
struct FreeThread: Comparable {
  let time: Int
  let index: Int

  static func < (left: FreeThread, right: FreeThread) -> Bool {
    (left.time, left.index) < (right.time, right.index)
  }
}
