import Dispatch
import TestSupport
import Testing
import WorkStealing

@Suite("WorkStealingPool: cancellation", .hangLimit)
struct CancellationTests {
  @Test("a pool cancelled before the first submit performs nothing, sets the latch, and run returns")
  func beforeStart() throws {
    let task = RecordingTask(itemCount: 1_000)
    let value = try WorkStealingPool.run(workerCount: 3) { pool in
      pool.cancel()
      pool.cancel()
      pool.submit(task).wait()
      return pool.isCancelled
    }
    #expect(value)
    #expect(task.performedItems.isEmpty)
  }

  @Test("an item that has begun runs to its end, and the others are skipped, when another thread cancels")
  func fromAnotherThread() throws {
    let hasBegun = Rendezvous(parties: 2)
    let isCancelled = Rendezvous(parties: 2)
    let task = RecordingTask(itemCount: 1_000) { _ in
      try hasBegun.arrive()
      try isCancelled.arrive()
    }
    try WorkStealingPool.run(workerCount: 1) { pool in
      let latch = pool.submit(task)
      DispatchQueue(label: "canceller").async {
        try? hasBegun.arrive()
        pool.cancel()
        try? isCancelled.arrive()
      }
      latch.wait()
      #expect(throws: CancellationError.self) { try pool.checkCancellation() }
    }
    #expect(task.performedItems == [0])
  }

  @Test("an item may cancel its own pool")
  func fromAnItem() throws {
    let performed = try WorkStealingPool.run(workerCount: 1) { pool in
      let task = RecordingTask(itemCount: 100) { item in
        if item == 3 { pool.cancel() }
      }
      pool.submit(task).wait()
      return task.performedItems
    }
    #expect(performed == [0, 1, 2, 3])
  }

  @Test("an item that throws a cancellation error cancels, and run still returns the body's value")
  func itemThrowsCancellation() throws {
    let task = RecordingTask(itemCount: 100) { item in
      if item == 3 { throw CancellationError() }
    }
    let value = try WorkStealingPool.run(workerCount: 1) { pool in
      pool.submit(task).wait()
      return pool.isCancelled
    }
    #expect(value)
    #expect(task.performedItems == [0, 1, 2, 3])
  }

  @Test("a body that throws has its pool cancelled, and its error is what run throws")
  func bodyThrows() throws {
    struct BodyFailure: Error {}
    weak var escaped: WorkStealingPool?
    var latch: Latch?
    var task: RecordingTask?
    #expect(throws: BodyFailure.self) {
      try WorkStealingPool.run(workerCount: 1) { pool in
        escaped = pool
        // The first item lasts until the pool is cancelled, so the second would begin only if that were ignored.
        let endless = RecordingTask(itemCount: 1_000) { _ in while !pool.isCancelled {} }
        task = endless
        latch = pool.submit(endless)
        throw BodyFailure()
      }
    }
    #expect(latch?.isSet == true)
    #expect((task?.performedItems.count ?? 0) <= 1)
    task = nil
    #expect(escaped == nil)
  }

  @Test("each latch is set when many tasks are cancelled in full run", arguments: [1, 2, 5])
  func manyTasks(workerCount: Int) throws {
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      let cancelling = RecordingTask(itemCount: 64) { item in
        if item == 9 { pool.cancel() }
      }
      let tasks = (0..<50).map { $0 == 20 ? cancelling : RecordingTask(itemCount: 64) }
      for latch in tasks.map({ pool.submit($0) }) { latch.wait() }
      #expect(tasks.allSatisfy { $0.performedNoItemTwice })
      #expect(pool.isCancelled)
    }
  }
}
