import Synchronization
import TestSupport
import Testing
import WorkStealing

@Suite("Wake-ups that are passed on", .hangLimit)
struct PassedOnWakeUpTests {
  /// Does something when a worker has looked for the last time and will sleep.
  private final class LastLook: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    func whenOver(_ action: @escaping @Sendable () -> Void) { self.action.withLock { $0 = action } }

    func isOver() { action.withLock { $0.take() }?() }
  }

  /// All items of a new task.
  private static func range(itemCount: Int) -> WorkRange {
    Submission(task: RecordingTask(itemCount: itemCount), latch: Latch(workers: WorkerThreads())).allItems
  }

  @Test("a worker that was woken and finds a range wakes another one, for whom there may be a second")
  func woken() {
    let lastLook = LastLook()
    let pool = WorkStealingPool(workerCount: 2) { _ in lastLook.isOver() }
    pool.sleepers.register(1)
    // Two ranges and one wake-up, which the worker that came last gets.
    lastLook.whenOver {
      pool.injector.push(Self.range(itemCount: 3))
      pool.injector.push(Self.range(itemCount: 5))
      pool.sleepers.wakeOne()
    }
    var worker = Worker(pool: pool, index: 0, random: SplitMix64(seed: 1))
    let found = worker.nextRange()
    #expect(found?.items == 0..<3)
    let otherWasWoken = pool.sleepers.withdraw(1)
    #expect(otherWasWoken)
  }

  @Test("a worker that finds a range without having been woken wakes nobody")
  func notWoken() {
    let pool = WorkStealingPool(workerCount: 2)
    pool.sleepers.register(1)
    pool.injector.push(Self.range(itemCount: 3))
    var worker = Worker(pool: pool, index: 0, random: SplitMix64(seed: 1))
    let found = worker.nextRange()
    #expect(found?.items == 0..<3)
    let otherWasWoken = pool.sleepers.withdraw(1)
    #expect(!otherWasWoken)
  }
}
