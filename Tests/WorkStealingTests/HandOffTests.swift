import Testing
import WorkStealing

@Suite("HandOff")
struct HandOffTests {
  /// A resource that cannot be copied.
  private struct Tally: ~Copyable, Sendable {
    var items = 0
  }

  /// Adds up its items in a tally that is handed from item to item, each of which is a task of its own.
  private final class Counting: ParallelTask {
    let tally: HandOff<Tally>
    let itemCount = 1

    init(_ tally: HandOff<Tally>) { self.tally = tally }

    func perform(item: Int, worker: Int) { tally.use { $0.items += 1 } }
  }

  @Test("tasks that follow one another use one value, whichever workers they run on")
  func inTurn() throws {
    let tally = HandOff(Tally())
    try WorkStealingPool.run(workerCount: 4) { workers in
      for _ in 0..<200 { workers.submit(Counting(tally)).wait() }
    }
    #expect(tally.use { $0.items } == 200)
  }

  @Test("an error of whoever uses the value reaches the caller, and the value can be used again")
  func failure() throws {
    struct Refusal: Error {}
    let tally = HandOff(Tally())
    #expect(throws: Refusal.self) {
      try tally.use { tally throws(Refusal) in
        tally.items = 7
        throw Refusal()
      }
    }
    #expect(tally.use { $0.items } == 7)
  }

  #if os(Linux) || os(macOS)
    @Test("a program in which two use the value at once stops")
    func twoAtOnce() async {
      await #expect(processExitsWith: .failure) {
        let value = HandOff(0)
        value.use { _ in value.use { _ in } }
      }
    }
  #endif
}
