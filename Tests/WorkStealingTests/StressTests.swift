import Synchronization
import Testing
import WorkStealing

@Suite("WorkStealingPool: stress")
struct StressTests {
  /// One random run: how many tasks of how many items there are, which items submit more, and who cancels.
  private struct Scenario {
    let workerCount: Int
    let itemCounts: [Int]
    let nestedItemCount: Int
    let nestingStride: Int
    let cancellingItem: Int?
    let waitsForLatches: Bool

    init(seed: UInt64, mayCancel: Bool) {
      var random = SplitMix64(seed: seed)
      workerCount = Int.random(in: 1...6, using: &random)
      itemCounts = (0..<Int.random(in: 0...5, using: &random)).map { _ in Int.random(in: 0...40, using: &random) }
      nestedItemCount = Int.random(in: 0...3, using: &random)
      nestingStride = Int.random(in: 1...20, using: &random)
      cancellingItem = mayCancel ? Int.random(in: 0...40, using: &random) : nil
      waitsForLatches = Bool.random(using: &random)
    }
  }

  /// Runs the scenario and gives back its tasks, nested ones included, and their latches.
  private func run(_ scenario: Scenario, seed: UInt64) throws -> (tasks: [RecordingTask], latches: [Latch]) {
    let submitted = Mutex<[(RecordingTask, Latch)]>([])
    try WorkStealingPool.run(workerCount: scenario.workerCount, seed: seed) { pool in
      let submit = { @Sendable (task: RecordingTask) in
        let latch = pool.submit(task)
        submitted.withLock { $0.append((task, latch)) }
      }
      for itemCount in scenario.itemCounts {
        let task = RecordingTask(itemCount: itemCount) { item in
          if item.isMultiple(of: scenario.nestingStride) {
            submit(RecordingTask(itemCount: scenario.nestedItemCount))
          }
          if item == scenario.cancellingItem { pool.cancel() }
        }
        submit(task)
      }
      if scenario.waitsForLatches {
        for latch in submitted.withLock({ $0.map(\.1) }) { latch.wait() }
      }
    }
    return submitted.withLock { (tasks: $0.map(\.0), latches: $0.map(\.1)) }
  }

  @Test("thousands of small random runs perform each item once")
  func randomRuns() throws {
    for seed in 0..<6_000 as Range<UInt64> {
      let scenario = Scenario(seed: seed, mayCancel: false)
      let (tasks, latches) = try run(scenario, seed: seed)
      let expectedTasks = scenario.itemCounts.reduce(scenario.itemCounts.count) { sum, itemCount in
        sum + (itemCount + scenario.nestingStride - 1) / scenario.nestingStride
      }
      try #require(tasks.count == expectedTasks, "seed \(seed)")
      try #require(tasks.allSatisfy { $0.performedEachItemOnce }, "seed \(seed)")
      try #require(latches.allSatisfy { $0.isSet }, "seed \(seed)")
    }
  }

  @Test("thousands of small random runs that are cancelled perform no item twice and set each latch")
  func randomCancelledRuns() throws {
    for seed in 0..<4_000 as Range<UInt64> {
      let (tasks, latches) = try run(Scenario(seed: seed, mayCancel: true), seed: seed)
      try #require(tasks.allSatisfy { $0.performedNoItemTwice }, "seed \(seed)")
      try #require(latches.allSatisfy { $0.isSet }, "seed \(seed)")
    }
  }

  @Test("a pool that is kept busy by one task at a time neither loses nor repeats an item")
  func oneTaskAtATime() throws {
    try WorkStealingPool.run(workerCount: 4, seed: 3) { pool in
      for itemCount in 0..<5_000 {
        let task = RecordingTask(itemCount: itemCount % 17)
        pool.submit(task).wait()
        try #require(task.performedEachItemOnce, "round \(itemCount)")
      }
    }
  }
}
