/// Each process renders and encodes a contiguous share of the frames, with an encoder of its own; nobody helps anybody.
struct Processes {
  private let simulation: Simulation
  private let workerCount: Int

  init(_ simulation: Simulation, workerCount: Int) {
    self.simulation = simulation
    self.workerCount = workerCount
  }

  func run() -> Outcome {
    var outcome = Outcome(workerCount: workerCount)
    let film = simulation.film
    for (worker, share) in LoopSchedule.fixed.chunks(of: film.frameCount, threads: workerCount).enumerated() {
      var now = 0
      for frame in share {
        let cost = film.tiles[frame].reduce(0, +) + (film.encoding?[frame] ?? 0)
        now = outcome.workers[worker].work(from: now, for: cost)
        outcome.renderedTiles += film.tiles[frame].count
        outcome.finishedFrames += 1
      }
      outcome.peakPictures += 1
      outcome.peakEncoders += film.encoding == nil ? 0 : 1
      outcome.makespan = max(outcome.makespan, now)
    }
    return outcome
  }
}
