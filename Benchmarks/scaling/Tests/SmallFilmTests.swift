import SchedulingSimulation
import Testing

/// Films so small that their makespan can be said by hand; scheduling is free in all of them.
@Suite struct SmallFilmTests {
  private func makespan(
    _ strategy: Strategy, tiles: [[Int]], encoding: [Int]? = nil, workers: Int, segments: SegmentPlan? = nil
  ) -> Int {
    let plan = segments ?? .onePiece(frameCount: tiles.count, lookahead: workers + 2)
    let film = FilmCosts(tiles: tiles, encoding: encoding)
    return Simulation(film: film, segments: plan, events: .free).run(strategy, workerCount: workers).makespan
  }

  @Test(
    "equal tiles that divide evenly are ideal for every loop schedule",
    arguments: [.fixed, .dynamic, .guided] as [Strategy])
  func equalTiles(strategy: Strategy) {
    let tiles = Array(repeating: Array(repeating: 100, count: 8), count: 3)
    #expect(makespan(strategy, tiles: tiles, workers: 4) == 600)
  }

  @Test("a costly block is static's loss, and guided's when it lies in the first chunk, but not dynamic's")
  func costlyBlock() {
    let tiles = [[400, 100, 100, 100]]
    #expect(makespan(.fixed, tiles: tiles, workers: 2) == 500)
    #expect(makespan(.guided, tiles: tiles, workers: 2) == 500)
    #expect(makespan(.dynamic, tiles: tiles, workers: 2) == 400)
  }

  @Test("guided helps where the costly tiles come last")
  func guidedHelps() {
    let tiles = [[100, 100, 100, 100, 300, 300]]
    #expect(makespan(.fixed, tiles: tiles, workers: 2) == 700)
    #expect(makespan(.guided, tiles: tiles, workers: 2) == 600)
  }

  @Test("whole frames leave the others idle in the last one, stealing does not")
  func lastFrame() {
    let tiles = Array(repeating: [100, 100, 100, 100], count: 3)
    #expect(makespan(.frames, tiles: tiles, workers: 2) == 800)
    #expect(makespan(.processes, tiles: tiles, workers: 2) == 800)
    #expect(makespan(.stealing, tiles: tiles, workers: 2) == 600)
  }

  @Test("frames of a segment are encoded one after the other, segments side by side")
  func segments() {
    let tiles = [[10], [10]]
    let inOne = SegmentPlan(length: 2, inFlight: 2, lookahead: 2, rendering: 2)
    let inTwo = SegmentPlan(length: 1, inFlight: 2, lookahead: 2, rendering: 2)
    #expect(makespan(.stealing, tiles: tiles, encoding: [100, 100], workers: 2, segments: inOne) == 210)
    #expect(makespan(.stealing, tiles: tiles, encoding: [100, 100], workers: 2, segments: inTwo) == 110)
  }

  @Test("a lone encoder has a processor of its own, and the renderer waits for its pictures")
  func loneEncoder() {
    let tiles = [[10], [10], [10]]
    // Rendered at 10, 20, 30; encoded 10…110, 110…210, 210…310.
    #expect(makespan(.frames, tiles: tiles, encoding: [100, 100, 100], workers: 2) == 310)
    let film = FilmCosts(tiles: tiles, encoding: [100, 100, 100])
    var simulation = Simulation(film: film, segments: .onePiece(frameCount: 3, lookahead: 1), events: .free)
    simulation.lonePictures = 1
    let outcome = simulation.run(.dynamic, workerCount: 2)
    #expect(outcome.makespan == 330)
    #expect(outcome.peakPictures == 1)
  }

  @Test("waking a sleeper delays what it does")
  func wakeDelay() {
    var simulation = Simulation(
      film: FilmCosts(tiles: [[100]], encoding: nil), segments: .onePiece(frameCount: 1, lookahead: 1), events: .free)
    simulation.events.wake = 7
    // The worker is woken for the frame, the coordinator for its end.
    #expect(simulation.run(.stealing, workerCount: 1).makespan == 114)
  }
}
