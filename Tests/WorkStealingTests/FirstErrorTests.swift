import TestSupport
import Testing
import WorkStealing

@Suite("WorkStealingPool: first error", .hangLimit)
struct FirstErrorTests {
  @Test("an error that comes later does not replace the first, and a cancellation error is none")
  func firstIsKept() {
    let cancellation = Cancellation()
    cancellation.record(CancellationError())
    let errorOfCancelled = cancellation.firstError
    let isCancelled = cancellation.isCancelled
    for item in 1...3 { cancellation.record(ItemFailure(item: item)) }
    let error = cancellation.firstError as? ItemFailure
    #expect(errorOfCancelled == nil)
    #expect(isCancelled)
    #expect(error == ItemFailure(item: 1))
  }

  @Test("an item's error ends its task, and run throws it though the body returns")
  func oneError() {
    let task = RecordingTask(itemCount: 100) { item in
      if item >= 5 { throw ItemFailure(item: item) }
    }
    #expect(throws: ItemFailure(item: 5)) {
      try WorkStealingPool.run(workerCount: 1) { pool in pool.submit(task).wait() }
    }
    #expect(task.performedItems == [0, 1, 2, 3, 4, 5])
  }

  @Test("of several errors at once one is reported, and each latch is set", arguments: [2, 4])
  func severalErrors(workerCount: Int) throws {
    let gate = Rendezvous(parties: workerCount)
    let failing = RecordingTask(itemCount: workerCount) { item in
      try gate.arrive()
      throw ItemFailure(item: item)
    }
    var seen: [ItemFailure?] = []
    let thrown = #expect(throws: ItemFailure.self) {
      try WorkStealingPool.run(workerCount: workerCount) { pool in
        for latch in [pool.submit(failing), pool.submit(RecordingTask(itemCount: 500))] { latch.wait() }
        for _ in 0..<2 {
          do { try pool.checkCancellation() } catch { seen.append(error as? ItemFailure) }
        }
      }
    }
    #expect((0..<workerCount).contains(try #require(thrown).item))
    #expect(seen == [thrown, thrown], "the first error stays the first")
  }

  @Test("a body that gives up with a cancellation error does not hide the item's error")
  func bodyThrowsCancellation() {
    #expect(throws: ItemFailure(item: 0)) {
      try WorkStealingPool.run(workerCount: 2) { pool in
        pool.submit(RecordingTask(itemCount: 1) { throw ItemFailure(item: $0) }).wait()
        throw CancellationError()
      }
    }
  }

  @Test("a body that gives up with a cancellation error gets it back when no item failed")
  func onlyCancellation() {
    #expect(throws: CancellationError.self) {
      try WorkStealingPool.run(workerCount: 2) { _ in throw CancellationError() }
    }
  }

  @Test("an error of the body's own goes before an item's error")
  func bodyThrowsItsOwn() {
    struct BodyFailure: Error {}
    #expect(throws: BodyFailure.self) {
      try WorkStealingPool.run(workerCount: 2) { pool in
        pool.submit(RecordingTask(itemCount: 1) { throw ItemFailure(item: $0) }).wait()
        throw BodyFailure()
      }
    }
  }

  @Test("an error that comes while the pool drains is thrown too")
  func errorWhileDraining() {
    let gate = Rendezvous(parties: 2)
    #expect(throws: ItemFailure(item: 1)) {
      try WorkStealingPool.run(workerCount: 2) { pool in
        let task = RecordingTask(itemCount: 2) { item in
          try gate.arrive()
          if item == 1 { throw ItemFailure(item: item) }
        }
        pool.submit(task)
      }
    }
  }
}
