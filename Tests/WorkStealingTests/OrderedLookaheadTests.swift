import Synchronization
import Testing
import WorkStealing

@Suite("Tasks in order", .timeLimit(.minutes(30)))
struct OrderedLookaheadTests {
  /// Memory of one task.
  private final class Slot: Sendable {
    let value = Mutex(0)
  }

  private final class Square: ParallelTask {
    let number: Int
    let slot: Slot
    let itemCount = 1

    init(number: Int, slot: Slot) { (self.number, self.slot) = (number, slot) }

    func perform(item: Int, worker: Int) { slot.value.withLock { $0 = number * number } }
  }

  private struct Failure: Error {}

  private final class FailingTask: ParallelTask {
    let fails: Bool
    let itemCount = 1

    init(fails: Bool) { self.fails = fails }

    func perform(item: Int, worker: Int) throws { if fails { throw Failure() } }
  }

  @Test(
    "results come in the order of the elements, and no more memory is in use than tasks may be in flight",
    arguments: [1, 2, 3, 8], [1, 2, 5])
  func order(workerCount: Int, lookahead: Int) throws {
    var (results, inUse, mostInUse) = ([Int](), 0, 0)
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      try workers.forEachInOrder(0..<100, lookahead: lookahead) { _ in
        inUse += 1
        mostInUse = max(mostInUse, inUse)
        return Slot()
      } task: { number, slot in
        Square(number: number, slot: slot)
      } finish: { number, slot in
        inUse -= 1
        #expect(number == results.count)
        results.append(slot.value.withLock { $0 })
      }
    }
    #expect(results == (0..<100).map { $0 * $0 })
    #expect(mostInUse == lookahead)
  }

  @Test("a task that fails ends the loop with its error, and neither it nor one behind it is finished")
  func failure() {
    var finished: [Int] = []
    #expect(throws: Failure.self) {
      try WorkStealingPool.run(workerCount: 2) { workers in
        try workers.forEachInOrder(0..<50, lookahead: 3) { _ in
        } task: { number, _ in
          FailingTask(fails: number == 20)
        } finish: { number, _ in
          finished.append(number)
        }
      }
    }
    #expect(finished == Array(0..<finished.count) && finished.count <= 20)
  }

  @Test("once the pool is cancelled nothing more is finished")
  func cancellation() {
    var finished: [Int] = []
    #expect(throws: CancellationError.self) {
      try WorkStealingPool.run(workerCount: 2) { workers in
        try workers.forEachInOrder(0..<50, lookahead: 3) { _ in
        } task: { _, _ in
          FailingTask(fails: false)
        } finish: { number, _ in
          finished.append(number)
          if number == 10 { workers.cancel() }
        }
      }
    }
    #expect(finished == Array(0...10))
  }
}
