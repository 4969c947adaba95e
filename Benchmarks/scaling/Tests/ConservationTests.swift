import SchedulingSimulation
import Testing

@Suite struct ConservationTests {
  static let workerCounts = [1, 2, 3, 5, 64]

  /// Uneven tiles, and frames of uneven numbers of them; encoding costs can be shared by up to eight processors evenly.
  static func film(encoded: Bool) -> FilmCosts {
    let tiles = (0..<40).map { frame in (0..<1 + frame % 7).map { 1_000 + 137 * frame + 911 * $0 } }
    return FilmCosts(tiles: tiles, encoding: encoded ? (0..<40).map { 840 * (5 + $0 % 3) } : nil)
  }

  @Test(
    "all work is done once, whatever the strategy and the number of workers",
    arguments: Strategy.allCases, workerCounts)
  func everythingOnce(strategy: Strategy, workerCount: Int) {
    for encoded in [false, true] {
      let film = Self.film(encoded: encoded)
      let plan = SegmentPlan.recommended(length: 7, workerCount: workerCount)
      let outcome = Simulation(film: film, segments: plan).run(strategy, workerCount: workerCount)
      #expect(outcome.renderedTiles == film.tiles.map(\.count).reduce(0, +))
      #expect(outcome.finishedFrames == film.frameCount)
      #expect(outcome.totalBusy == film.total)
      #expect(outcome.workers.count == workerCount)
      #expect(outcome.makespan >= film.total / workerCount)
      #expect(outcome.workers.allSatisfy { $0.busy <= outcome.makespan && $0.end <= outcome.makespan })
    }
  }

  @Test("one worker takes the sum of all costs when scheduling is free", arguments: Strategy.allCases)
  func oneWorker(strategy: Strategy) {
    for encoded in [false, true] {
      let film = Self.film(encoded: encoded)
      let plan = SegmentPlan.recommended(length: 7, workerCount: 1)
      let outcome = Simulation(film: film, segments: plan, events: .free).run(strategy, workerCount: 1)
      #expect(outcome.makespan == film.total)
      #expect(outcome.busyShare == 1)
    }
  }

  @Test("the same simulation gives the same outcome, another seed does the same work")
  func determinism() {
    var simulation = Simulation(
      film: Self.film(encoded: true), segments: SegmentPlan.recommended(length: 7, workerCount: 5))
    let first = simulation.run(.stealing, workerCount: 5)
    #expect(simulation.run(.stealing, workerCount: 5) == first)
    simulation.seed = 99
    #expect(simulation.run(.stealing, workerCount: 5).totalBusy == first.totalBusy)
  }

  @Test("segments, pictures and encoders stay within the plan")
  func bounds() {
    for inFlight in 1...6 {
      let plan = SegmentPlan(length: 5, inFlight: inFlight, lookahead: 2, rendering: 3)
      let outcome = Simulation(film: Self.film(encoded: true), segments: plan).run(.stealing, workerCount: 4)
      #expect(outcome.peakEncoders <= inFlight)
      #expect(outcome.peakPictures <= inFlight * 2)
    }
  }
}
