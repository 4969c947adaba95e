import Testing
import WorkStealing

@Suite struct WorkRangeTests {
  @Test("splitting keeps the lower half, gives the upper half away and loses nothing", arguments: 2...65)
  func split(count: Int) {
    let submission = Submission(task: RecordingTask(itemCount: 100), latch: Latch(workers: WorkerThreads()))
    var kept = WorkRange(submission: submission, items: 7..<7 + count)
    let given = kept.splitOffUpperHalf()
    #expect(kept.items.lowerBound == 7)
    #expect(kept.items.upperBound == given.items.lowerBound)
    #expect(given.items.upperBound == 7 + count)
    #expect((0...1).contains(kept.items.count - given.items.count))
  }

  @Test("a submission sets its latch at the last count-down, and tells that caller only")
  func countDown() {
    let latch = Latch(workers: WorkerThreads())
    let submission = Submission(task: RecordingTask(itemCount: 5), latch: latch)
    #expect(!submission.countDown(by: 1))
    #expect(!submission.countDown(by: 3))
    #expect(!latch.isSet)
    #expect(submission.countDown(by: 1))
    #expect(latch.isSet)
  }
}
