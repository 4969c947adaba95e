import Synchronization
import TestSupport
import Testing
import WorkStealing

/// Items that wait for each other prove by ending that they ran at once, on as many workers.
@Suite("WorkStealingPool: no starvation", .hangLimit)
struct NoStarvationTests {
  @Test("all workers take part in one task", arguments: [2, 3, 5, 8, 64])
  func oneTask(workerCount: Int) throws {
    let gate = Rendezvous(parties: workerCount)
    let workers = Mutex<Set<Int>>([])
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      let task = ClosureTask(itemCount: workerCount) { _, worker in
        workers.withLock { _ = $0.insert(worker) }
        try gate.arrive()
      }
      pool.submit(task).wait()
    }
    #expect(workers.withLock { $0 } == Set(0..<workerCount))
  }

  @Test("workers spread over tasks as well: one item each of several tasks run at once", arguments: [2, 3, 5])
  func severalTasks(workerCount: Int) throws {
    let gate = Rendezvous(parties: workerCount)
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      let tasks = (0..<workerCount).map { _ in RecordingTask(itemCount: 1) { _ in try gate.arrive() } }
      for latch in tasks.map({ pool.submit($0) }) { latch.wait() }
      #expect(tasks.allSatisfy { $0.performedEachItemOnce })
    }
  }

  @Test("a task submitted second is finished while the first is still running")
  func secondTaskIsFinished() throws {
    let gate = Rendezvous(parties: 2)
    try WorkStealingPool.run(workerCount: 2) { pool in
      let first = pool.submit(ClosureTask(itemCount: 1) { _, _ in try gate.arrive() })
      let second = pool.submit(RecordingTask(itemCount: 50))
      second.wait()
      #expect(!first.isSet)
      try gate.arrive()
      first.wait()
    }
  }

  @Test("no wake-up is lost: workers that keep falling asleep are all woken again, round after round")
  func everyRoundWakesAll() throws {
    for workerCount in 2...5 {
      try WorkStealingPool.run(workerCount: workerCount, seed: 7) { pool in
        for _ in 0..<1_000 {
          let gate = Rendezvous(parties: workerCount)
          pool.submit(ClosureTask(itemCount: workerCount) { _, _ in try gate.arrive() }).wait()
          try pool.checkCancellation()
        }
      }
    }
  }

  @Test("no wake-up is lost when it reaches a worker that has just found another task", arguments: [2, 3])
  func passedOnWakeUps(workerCount: Int) throws {
    try WorkStealingPool.run(workerCount: workerCount, seed: 5) { pool in
      // Tasks of one item: none is split, so each worker comes to the gate by the wake-up of a submit only.
      for _ in 0..<20_000 {
        let gate = Rendezvous(parties: workerCount)
        let latches = (0..<workerCount).map { _ in
          pool.submit(ClosureTask(itemCount: 1) { _, _ in try gate.arrive() })
        }
        for latch in latches { latch.wait() }
        try pool.checkCancellation()
      }
    }
  }

  @Test("no wake-up is lost when the body and an item submit at the same time")
  func crossedWakeUps() throws {
    let workerCount = 4
    try WorkStealingPool.run(workerCount: workerCount, seed: 11) { pool in
      for _ in 0..<1_000 {
        // Two of the parties are submitted by the body, two by an item: wake-ups from both sides cross each other.
        let gate = Rendezvous(parties: workerCount)
        let meet = { @Sendable (_: Int, _: Int) throws in try gate.arrive() }
        let first = ClosureTask(itemCount: 1) { item, worker in
          pool.submit(ClosureTask(itemCount: 2, meet))
          try meet(item, worker)
        }
        let latches = [pool.submit(first), pool.submit(ClosureTask(itemCount: 1, meet))]
        for latch in latches { latch.wait() }
        try pool.checkCancellation()
      }
    }
  }
}
