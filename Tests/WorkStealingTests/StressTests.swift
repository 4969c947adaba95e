import Synchronization
import TestSupport
import Testing
import WorkStealing

@Suite("WorkStealingPool: stress", .hangLimit(usualRuns: 10_000))
struct StressTests {
  /// Runs of each kind.
  private static let runCount = StressRuns.count(usual: 10_000)

  /// One random run: how many tasks of how many items there are, which are urgent, which items and completions submit more, and
  /// who cancels.
  private struct Scenario {
    struct Task {
      let itemCount: Int
      let isUrgent: Bool
      /// Tasks of one item that the completion submits one after the other, by turns urgent and not.
      let chainLength: Int
    }

    let workerCount: Int
    let tasks: [Task]
    let nestedItemCount: Int
    let nestingStride: Int
    let nestedAreUrgent: Bool
    let cancellingItem: Int?
    let waitsForLatches: Bool

    init(seed: UInt64, mayCancel: Bool) {
      var random = SeededGenerator(seed: seed)
      workerCount = Int.random(in: 1...6, using: &random)
      tasks = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        Task(
          itemCount: Int.random(in: 0...40, using: &random), isUrgent: Int.random(in: 0..<3, using: &random) == 0,
          chainLength: max(0, Int.random(in: -4...4, using: &random)))
      }
      nestedItemCount = Int.random(in: 0...3, using: &random)
      nestingStride = Int.random(in: 1...20, using: &random)
      nestedAreUrgent = Bool.random(using: &random)
      cancellingItem = mayCancel ? Int.random(in: 0...40, using: &random) : nil
      waitsForLatches = Bool.random(using: &random)
    }

    /// Tasks, with those that items and completions submit.
    var taskCount: Int {
      tasks.reduce(0) { $0 + 1 + ($1.itemCount + nestingStride - 1) / nestingStride + $1.chainLength }
    }
  }

  /// A task that was submitted, and what was told of its end.
  private final class Submitted: Sendable {
    let task: RecordingTask
    let completions = Atomic(0)

    init(_ task: RecordingTask) { self.task = task }

    var completedOnce: Bool { completions.load(ordering: .relaxed) == 1 }
  }

  /// Submits the tasks of a scenario and remembers them.
  private final class Run: Sendable {
    private let scenario: Scenario
    private let pool: WorkStealingPool
    private let submitted = Mutex<[(task: Submitted, latch: Latch)]>([])

    init(_ scenario: Scenario, in pool: WorkStealingPool) {
      self.scenario = scenario
      self.pool = pool
    }

    var tasks: [Submitted] { submitted.withLock { $0.map(\.task) } }
    var latches: [Latch] { submitted.withLock { $0.map(\.latch) } }

    func submitAll() {
      for task in scenario.tasks {
        let recording = RecordingTask(itemCount: task.itemCount) { [self] item in
          if item.isMultiple(of: scenario.nestingStride) {
            submit(RecordingTask(itemCount: scenario.nestedItemCount), isUrgent: scenario.nestedAreUrgent)
          }
          if item == scenario.cancellingItem { pool.cancel() }
        }
        submit(recording, isUrgent: task.isUrgent, chainLength: task.chainLength)
      }
    }

    private func submit(_ task: RecordingTask, isUrgent: Bool, chainLength: Int = 0) {
      let submission = Submitted(task)
      let latch = pool.submit(task, isUrgent: isUrgent) { [self] in
        submission.completions.add(1, ordering: .relaxed)
        guard chainLength > 0 else { return }
        submit(RecordingTask(itemCount: 1), isUrgent: !isUrgent, chainLength: chainLength - 1)
      }
      submitted.withLock { $0.append((submission, latch)) }
    }
  }

  private func run(_ scenario: Scenario, seed: UInt64) throws -> Run {
    try WorkStealingPool.run(workerCount: scenario.workerCount, seed: seed) { pool in
      let run = Run(scenario, in: pool)
      run.submitAll()
      if scenario.waitsForLatches { for latch in run.latches { latch.wait() } }
      return run
    }
  }

  @Test("thousands of small random runs perform each item once and tell the end of each task once")
  func randomRuns() throws {
    for seed in 0..<Self.runCount {
      let scenario = Scenario(seed: seed, mayCancel: false)
      let run = try run(scenario, seed: seed)
      try #require(run.tasks.count == scenario.taskCount, "seed \(seed)")
      try #require(run.tasks.allSatisfy { $0.task.performedEachItemOnce && $0.completedOnce }, "seed \(seed)")
      try #require(run.latches.allSatisfy { $0.isSet }, "seed \(seed)")
    }
  }

  @Test("thousands of small random runs that are cancelled perform no item twice and tell the end of each task once")
  func randomCancelledRuns() throws {
    for seed in 0..<Self.runCount {
      let run = try run(Scenario(seed: seed, mayCancel: true), seed: seed)
      try #require(run.tasks.allSatisfy { $0.task.performedNoItemTwice && $0.completedOnce }, "seed \(seed)")
      try #require(run.latches.allSatisfy { $0.isSet }, "seed \(seed)")
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
