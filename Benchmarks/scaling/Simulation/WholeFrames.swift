import HeapModule

/// Each thread takes the next whole frame; one encoder beside them takes the frames in their order.
struct WholeFrames {
  private let simulation: Simulation
  private let workerCount: Int

  init(_ simulation: Simulation, workerCount: Int) {
    self.simulation = simulation
    self.workerCount = workerCount
  }

  func run() -> Outcome {
    var outcome = Outcome(workerCount: workerCount)
    var encoder = LoneEncoder(simulation, workerCount: workerCount)
    var free = Heap((0..<encoder.renderers).map { FreeThread(time: 0, index: $0) })
    for tiles in simulation.film.tiles {
      guard let thread = free.popMin() else { break }
      let start = max(thread.time, encoder.nextPicture) + simulation.events.claim
      let end = outcome.workers[thread.index].work(from: start, for: tiles.reduce(0, +))
      outcome.renderedTiles += tiles.count
      let release = encoder.encode(begunAt: start, renderedAt: end, &outcome)
      free.insert(FreeThread(time: encoder.takesTurns && workerCount == 1 ? release : end, index: thread.index))
    }
    encoder.finish(&outcome)
    return outcome
  }
}
