import Testing
import WorkStealing

@Suite struct WorkDequeTests {
  private func submission(itemCount: Int) -> Submission {
    Submission(task: RecordingTask(itemCount: itemCount), latch: Latch(workers: WorkerThreads()))
  }

  @Test("an empty deque has nothing for owner or thief")
  func empty() {
    let deque = WorkDeque()
    #expect(deque.popNewest() == nil)
    #expect(deque.stealOldest() == nil)
  }

  @Test("the owner takes the newest range and a thief the oldest")
  func order() {
    let submission = submission(itemCount: 4)
    let deque = WorkDeque()
    for item in 0..<4 { deque.push(WorkRange(submission: submission, items: item..<item + 1)) }
    #expect(deque.popNewest()?.items == 3..<4)
    #expect(deque.stealOldest()?.items == 0..<1)
    #expect(deque.stealOldest()?.items == 1..<2)
    #expect(deque.popNewest()?.items == 2..<3)
    #expect(deque.popNewest() == nil)
  }

  @Test("of the halves that an owner sets aside a thief gets the largest", arguments: [2, 3, 64, 1_000, 4_097])
  func thiefGetsLargest(itemCount: Int) throws {
    let deque = WorkDeque()
    var range = submission(itemCount: itemCount).allItems
    var pushed: [Int] = []
    while range.items.count > 1 {
      let upperHalf = range.splitOffUpperHalf()
      pushed.append(upperHalf.items.count)
      deque.push(upperHalf)
    }
    #expect(range.items == 0..<1)
    #expect(pushed.count == Int.bitWidth - (itemCount - 1).leadingZeroBitCount, "⌈log₂ n⌉ ranges lie in the deque")
    let stolen = try #require(deque.stealOldest())
    #expect(stolen.items.count == pushed.max())
    #expect(stolen.items.upperBound == itemCount)
  }

  @Test("the injector hands tasks out in the order they came")
  func injectorOrder() {
    let injector = Injector()
    for itemCount in 1...3 { injector.push(submission(itemCount: itemCount).allItems) }
    let handedOut = (0..<4).map { _ in injector.popOldest()?.items }
    #expect(handedOut == [0..<1, 0..<2, 0..<3, nil])
  }
}
