import SchedulingSimulation
import Testing

@Suite struct LoopScheduleTests {
  @Test("the chunks of every schedule are the loop, in order, without a gap", arguments: [1, 2, 3, 7, 64])
  func partition(threads: Int) {
    for schedule in [LoopSchedule.fixed, .dynamic, .guided] {
      for count in [0, 1, 5, 64, 270] {
        let chunks = schedule.chunks(of: count, threads: threads)
        #expect(chunks.flatMap(Array.init) == Array(0..<count))
        #expect(chunks.allSatisfy { !$0.isEmpty })
      }
    }
  }

  @Test("static gives each thread one chunk, and no two differ by more than one")
  func fixed() {
    #expect(LoopSchedule.fixed.chunks(of: 10, threads: 4).map(\.count) == [3, 3, 2, 2])
  }

  @Test("guided gives what is left divided by the threads, then single iterations")
  func guided() {
    #expect(LoopSchedule.guided.chunks(of: 10, threads: 2).map(\.count) == [5, 2, 1, 1, 1])
  }
}
