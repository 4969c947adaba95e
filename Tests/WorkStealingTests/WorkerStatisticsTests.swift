import Dispatch
import HostSystem
import TestSupport
import Testing
import WorkStealing

@Suite(.hangLimit) struct WorkerStatisticsTests {
  @Test("after a latch the counted items add up to all items", arguments: [1, 2, 5])
  func itemsAddUp(workerCount: Int) throws {
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      for round in 1...20 {
        pool.submit(RecordingTask(itemCount: 30)).wait()
        let statistics = pool.statistics
        #expect(statistics.count == workerCount)
        #expect(statistics.reduce(0) { $0 + $1.itemsPerformed } == 30 * round)
      }
    }
  }

  @Test("a lone worker steals nothing; of several that share one task all but one have stolen")
  func steals() throws {
    let alone = try WorkStealingPool.run(workerCount: 1) { pool in
      pool.submit(RecordingTask(itemCount: 100)).wait()
      return pool.statistics.map(\.rangesStolen)
    }
    #expect(alone == [0])

    let gate = Rendezvous(parties: 4)
    let shared = try WorkStealingPool.run(workerCount: 4) { pool in
      pool.submit(RecordingTask(itemCount: 4) { _ in try gate.arrive() }).wait()
      return pool.statistics
    }
    #expect(shared.map(\.itemsPerformed) == [1, 1, 1, 1])
    #expect(shared.filter { $0.rangesStolen > 0 }.count >= 3)
  }

  @Test("busy time is the time inside the items")
  func busyTime() throws {
    let itemNanoseconds: UInt64 = 200_000
    let start = DispatchTime.now().uptimeNanoseconds
    let busy = try WorkStealingPool.run(workerCount: 2) { pool in
      let task = ClosureTask(itemCount: 10) { _, _ in
        let begin = DispatchTime.now().uptimeNanoseconds
        while DispatchTime.now().uptimeNanoseconds - begin < itemNanoseconds {}
      }
      pool.submit(task).wait()
      return pool.statistics.reduce(0) { $0 + $1.busyNanoseconds }
    }
    let elapsed = DispatchTime.now().uptimeNanoseconds - start
    #expect(busy >= 10 * itemNanoseconds)
    #expect(busy <= 2 * elapsed)
  }

  @Test("processor time is that of the workers' own threads")
  func processorTime() throws {
    let itemNanoseconds: UInt64 = 200_000
    let statistics = try WorkStealingPool.run(workerCount: 2) { pool in
      let task = ClosureTask(itemCount: 10) { _, _ in
        let begin = ThreadClock.processorNanoseconds
        while ThreadClock.processorNanoseconds - begin < itemNanoseconds {}
      }
      pool.submit(task).wait()
      return pool.statistics
    }
    #expect(statistics.reduce(0) { $0 + $1.processorNanoseconds } >= 10 * itemNanoseconds)
    #expect(statistics.allSatisfy { ($0.itemsPerformed > 0) == ($0.processorNanoseconds > 0) })
  }

  @Test("skipped items do not count")
  func skippedItems() throws {
    let performed = try WorkStealingPool.run(workerCount: 1) { pool in
      let task = RecordingTask(itemCount: 100) { item in
        if item == 6 { pool.cancel() }
      }
      pool.submit(task).wait()
      return pool.statistics[0].itemsPerformed
    }
    #expect(performed == 7)
  }

  @Test("statistics can be read while an item runs, and after the end")
  func whileRunning() throws {
    let hasBegun = Rendezvous(parties: 2)
    let mayEnd = Rendezvous(parties: 2)
    let pool = try WorkStealingPool.run(workerCount: 1) { pool in
      let task = RecordingTask(itemCount: 2) { item in
        guard item == 1 else { return }
        try hasBegun.arrive()
        try mayEnd.arrive()
      }
      pool.submit(task)
      try hasBegun.arrive()
      #expect(pool.statistics[0].itemsPerformed == 1)
      try mayEnd.arrive()
      return pool
    }
    #expect(pool.statistics[0].itemsPerformed == 2)
  }
}
