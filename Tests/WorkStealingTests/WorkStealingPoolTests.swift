import Dispatch
import Synchronization
import TestSupport
import Testing
import WorkStealing

@Suite(.hangLimit) struct WorkStealingPoolTests {
  @Test("smoke: a task is performed and the body's value comes back")
  func smoke() throws {
    let task = RecordingTask(itemCount: 10)
    let value = try WorkStealingPool.run(workerCount: 2) { pool in
      pool.submit(task).wait()
      try pool.checkCancellation()
      return pool.workerCount
    }
    #expect(value == 2)
    #expect(task.performedEachItemOnce)
  }

  @Test("empty: a pool without tasks ends", arguments: [1, 2, 64])
  func noTasks(workerCount: Int) throws {
    let value = try WorkStealingPool.run(workerCount: workerCount) { _ in "done" }
    #expect(value == "done")
  }

  @Test("empty: the latch of a task without items is set at once")
  func noItems() throws {
    let task = RecordingTask(itemCount: 0)
    try WorkStealingPool.run(workerCount: 2) { pool in
      #expect(pool.submit(task).isSet)
    }
    #expect(task.performedItems.isEmpty)
  }

  @Test("each item is performed once, for any shape", arguments: [1, 2, 3, 5, 8, 64], [1, 2, 3, 7, 64, 1_000, 4_097])
  func eachItemOnce(workerCount: Int, itemCount: Int) throws {
    let tasks = (0..<3).map { _ in RecordingTask(itemCount: itemCount) }
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      for task in tasks { pool.submit(task) }
    }
    for task in tasks { #expect(task.performedEachItemOnce) }
  }

  @Test("one worker walks the items upwards, and tasks in the order of their submission")
  func order() throws {
    let walked = Mutex<[Int]>([])
    try WorkStealingPool.run(workerCount: 1) { pool in
      for task in 0..<3 {
        pool.submit(ClosureTask(itemCount: 37) { item, _ in walked.withLock { $0.append(task * 37 + item) } })
      }
    }
    #expect(walked.withLock { $0 } == Array(0..<3 * 37))
  }

  @Test("worker numbers are in range, and no two items run at once with the same one")
  func workerNumbers() throws {
    let workerCount = 5
    let occupied = Mutex(Array(repeating: false, count: workerCount))
    let setOccupied = { @Sendable (worker: Int, value: Bool) throws in
      try occupied.withLock { occupied in
        try #require(occupied.indices.contains(worker))
        try #require(occupied[worker] != value)
        occupied[worker] = value
      }
    }
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      for _ in 0..<20 {
        let task = ClosureTask(itemCount: 100) { _, worker in
          try setOccupied(worker, true)
          try setOccupied(worker, false)
        }
        pool.submit(task)
      }
    }
  }

  @Test("stampede: many threads submit at once")
  func stampede() throws {
    let performed = Atomic(0)
    try WorkStealingPool.run(workerCount: 3) { pool in
      DispatchQueue.concurrentPerform(iterations: 8) { thread in
        let latches = (0..<200).map { number in
          let task = ClosureTask(itemCount: (thread + number) % 7) { _, _ in performed.add(1, ordering: .relaxed) }
          return pool.submit(task)
        }
        for latch in latches { latch.wait() }
      }
    }
    let expected = (0..<8).reduce(0) { sum, thread in sum + (0..<200).reduce(0) { $0 + (thread + $1) % 7 } }
    #expect(performed.load(ordering: .relaxed) == expected)
  }

  @Test("tasks that items submit are finished too, even when the body has long returned")
  func nestedSubmits() throws {
    let performed = Atomic(0)
    @Sendable func submitChain(of length: Int, to pool: WorkStealingPool) {
      guard length > 0 else { return }
      let task = ClosureTask(itemCount: 2) { item, _ in
        performed.add(1, ordering: .relaxed)
        if item == 1 { submitChain(of: length - 1, to: pool) }
      }
      pool.submit(task)
    }
    try WorkStealingPool.run(workerCount: 3) { pool in submitChain(of: 500, to: pool) }
    #expect(performed.load(ordering: .relaxed) == 1_000)
  }

  @Test("all workers are gone when run returns, and the pool with them", arguments: [1, 2, 8])
  func workersAreGone(workerCount: Int) throws {
    for round in 0..<50 {
      weak var pool: WorkStealingPool?
      weak var task: RecordingTask?
      try WorkStealingPool.run(workerCount: workerCount) { running in
        let recording = RecordingTask(itemCount: round)
        pool = running
        task = recording
        _ = running.submit(recording)
      }
      // Each worker's loop holds the pool for as long as it runs.
      #expect(pool == nil)
      #expect(task == nil)
    }
  }

  @Test("a task that comes after the end is skipped, and the pool says so")
  func lateSubmit() throws {
    let task = RecordingTask(itemCount: 3)
    let pool = try WorkStealingPool.run(workerCount: 2) { $0 }
    #expect(!pool.isCancelled)
    #expect(pool.submit(task).isSet)
    #expect(task.performedItems.isEmpty)
    #expect(throws: CancellationError.self) { try pool.checkCancellation() }
  }

  @Test("a pool of no workers and a task of fewer than no items are refused")
  func preconditions() async {
    await #expect(processExitsWith: .failure) {
      try WorkStealingPool.run(workerCount: 0) { _ in }
    }
    await #expect(processExitsWith: .failure) {
      try WorkStealingPool.run(workerCount: 1) { _ = $0.submit(RecordingTask(itemCount: -1)) }
    }
  }
}
