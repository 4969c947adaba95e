import Dispatch
import Synchronization
import TestSupport
import Testing
import WorkStealing

@Suite(.hangLimit) struct LatchTests {
  @Test("a set latch lets any number of waits through, and stays set")
  func alreadySet() {
    let latch = Latch(workers: WorkerThreads())
    #expect(!latch.isSet)
    latch.set()
    latch.wait()
    latch.wait()
    #expect(latch.isSet)
  }

  @Test("setting lets every waiting thread go")
  func manyWaiters() throws {
    let waiterCount = 8
    let isAboutToWait = Rendezvous(parties: waiterCount + 1)
    let released = Atomic(0)
    let waiters = DispatchGroup()
    try WorkStealingPool.run(workerCount: 2) { pool in
      let latch = pool.submit(ClosureTask(itemCount: 1) { _, _ in try isAboutToWait.arrive() })
      for waiter in 0..<waiterCount {
        DispatchQueue(label: "waiter \(waiter)").async(group: waiters) {
          try? isAboutToWait.arrive()
          latch.wait()
          released.add(latch.isSet ? 1 : 0, ordering: .relaxed)
        }
      }
      waiters.wait()
    }
    #expect(released.load(ordering: .relaxed) == waiterCount)
  }

  @Test("what the items wrote to plain memory is there after the wait", arguments: [1, 2, 5])
  func visibilityAfterWait(workerCount: Int) throws {
    let memory = PlainMemory(count: 64)
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      for round in 1...300 {
        let latch = pool.submit(ClosureTask(itemCount: memory.count) { item, _ in memory[item] = round * item })
        latch.wait()
        let expected = (0..<memory.count).map { round * $0 }
        try #require(memory.contents == expected)
      }
    }
  }

  @Test("what the items wrote to plain memory is there once the latch is seen set")
  func visibilityAfterIsSet() throws {
    let memory = PlainMemory(count: 64)
    try WorkStealingPool.run(workerCount: 3) { pool in
      for round in 1...100 {
        let latch = pool.submit(ClosureTask(itemCount: memory.count) { item, _ in memory[item] = round * item })
        while !latch.isSet {}
        let expected = (0..<memory.count).map { round * $0 }
        try #require(memory.contents == expected)
      }
    }
  }

  @Test("a worker that waits for its own pool stops the process instead of hanging it")
  func workerMustNotWait() async {
    await #expect(processExitsWith: .failure) {
      try WorkStealingPool.run(workerCount: 1) { pool in
        _ = pool.submit(ClosureTask(itemCount: 1) { _, _ in pool.submit(RecordingTask(itemCount: 1)).wait() })
      }
    }
  }

  @Test("a worker may run and wait for another pool")
  func nestedPools() throws {
    let inner = RecordingTask(itemCount: 10)
    try WorkStealingPool.run(workerCount: 1) { outerPool in
      let outer = ClosureTask(itemCount: 1) { _, _ in
        try WorkStealingPool.run(workerCount: 2) { innerPool in innerPool.submit(inner).wait() }
      }
      outerPool.submit(outer).wait()
    }
    #expect(inner.performedEachItemOnce)
  }
}

/// Memory without any synchronisation of its own.
///
/// Unchecked, since the tests write each element from one item and read it only after the latch of that item's task.
private final class PlainMemory: @unchecked Sendable {
  let count: Int
  private let base: UnsafeMutablePointer<Int>

  init(count: Int) {
    self.count = count
    base = .allocate(capacity: count)
    base.initialize(repeating: -1, count: count)
  }

  deinit { base.deallocate() }

  var contents: [Int] { Array(UnsafeBufferPointer(start: base, count: count)) }

  subscript(item: Int) -> Int {
    get { base[item] }
    set { base[item] = newValue }
  }
}
