import Synchronization
import TestSupport
import Testing
import WorkStealing

@Suite("Urgent tasks and completions", .hangLimit)
struct UrgencyTests {
  @Test("an urgent task goes before the rest of a task that has begun, and before those that wait")
  func urgentFirst() throws {
    let order = Mutex<[String]>([])
    try WorkStealingPool.run(workerCount: 1) { pool in
      let gate = Rendezvous(parties: 2)
      let first = ClosureTask(itemCount: 4) { item, _ in
        if item == 0 { try gate.arrive() }
        order.withLock { $0.append("first \(item)") }
        if item == 1 {
          pool.submit(
            ClosureTask(itemCount: 2) { item, _ in order.withLock { $0.append("urgent \(item)") } }, isUrgent: true)
        }
      }
      pool.submit(first)
      pool.submit(ClosureTask(itemCount: 1) { _, _ in order.withLock { $0.append("second") } })
      try gate.arrive()
    }
    #expect(
      order.withLock { $0 } == ["first 0", "first 1", "urgent 0", "urgent 1", "first 2", "first 3", "second"])
  }

  @Test("a completion is called once, after the latch is set", arguments: [0, 1, 100])
  func completion(itemCount: Int) throws {
    let calls = Atomic(0)
    let task = RecordingTask(itemCount: itemCount)
    try WorkStealingPool.run(workerCount: 3) { pool in
      let latch = pool.submit(task) {
        #expect(task.performedEachItemOnce)
        calls.add(1, ordering: .relaxed)
      }
      latch.wait()
    }
    #expect(calls.load(ordering: .relaxed) == 1)
  }

  @Test("a completion may submit, and what it submits is performed before the pool ends")
  func chain() throws {
    let length = 200
    let performed = Atomic(0)
    try WorkStealingPool.run(workerCount: 4) { pool in
      @Sendable func submitNext(_ left: Int) {
        guard left > 0 else { return }
        pool.submit(
          ClosureTask(itemCount: 3) { _, _ in performed.add(1, ordering: .relaxed) }, isUrgent: left.isMultiple(of: 2)
        ) { submitNext(left - 1) }
      }
      submitNext(length)
    }
    #expect(performed.load(ordering: .relaxed) == 3 * length)
  }

  @Test("the completion of a cancelled task is called too")
  func cancelled() throws {
    let calls = Atomic(0)
    try WorkStealingPool.run(workerCount: 2) { pool in
      pool.cancel()
      let latch = pool.submit(RecordingTask(itemCount: 10)) { calls.add(1, ordering: .relaxed) }
      latch.wait()
    }
    #expect(calls.load(ordering: .relaxed) == 1)
  }
}
