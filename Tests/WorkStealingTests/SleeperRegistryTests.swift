import TestSupport
import Testing
import WorkStealing

@Suite(.hangLimit) struct SleeperRegistryTests {
  @Test("a wake-up with no sleeper leaves nothing behind")
  func noSleeper() {
    let registry = SleeperRegistry(workerCount: 2)
    registry.wakeOne()
    registry.wakeAll()
    registry.register(0)
    let wasWoken = registry.withdraw(0)
    #expect(!wasWoken)
  }

  @Test("a wake-up between registering and sleeping is not lost")
  func wakeBeforeSleep() {
    let registry = SleeperRegistry(workerCount: 1)
    registry.register(0)
    registry.wakeOne()
    registry.sleep(0)
    // Having returned from sleep is half of the proof; the other half is that the worker is off the list.
    registry.register(0)
    let wasWoken = registry.withdraw(0)
    #expect(!wasWoken)
  }

  @Test("a worker that withdraws is told of the wake-up it was sent, and uses it up")
  func withdraw() {
    let registry = SleeperRegistry(workerCount: 1)
    registry.register(0)
    registry.wakeOne()
    let first = registry.withdraw(0)
    registry.register(0)
    let second = registry.withdraw(0)
    #expect(first)
    #expect(!second)
  }

  @Test("a worker that withdraws passes the wake-up it was sent on to another sleeper")
  func withdrawPassesOn() {
    let registry = SleeperRegistry(workerCount: 3)
    for worker in 0..<3 { registry.register(worker) }
    registry.wakeOne()
    let woken = [2, 1, 0].map { registry.withdraw($0) }
    #expect(woken == [true, true, true])
  }

  @Test("one wake-up wakes one worker, the one that registered last")
  func wakesOne() {
    let registry = SleeperRegistry(workerCount: 3)
    for worker in 0..<3 { registry.register(worker) }
    registry.wakeOne()
    let woken = (0..<3).map { registry.withdraw($0) }
    #expect(woken == [false, false, true])
  }

  @Test("waking all wakes all")
  func wakesAll() {
    let registry = SleeperRegistry(workerCount: 3)
    for worker in 0..<3 { registry.register(worker) }
    registry.wakeAll()
    let woken = (0..<3).map { registry.withdraw($0) }
    #expect(woken == [true, true, true])
  }
}
