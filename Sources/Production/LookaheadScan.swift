import WorkStealing

/// Has many small tasks done by workers, a few at a time, and their results looked at in order.
struct LookaheadScan {
  /// Workers that do the tasks, at least 1.
  let workerCount: Int

  /// Has `task` done for each of `numbers` in memory of its own, and gives the results to `body` in order.
  ///
  /// - Complexity: memory for two results a worker and a few more.
  func run<Memory, Task: ParallelTask>(
    _ numbers: some Sequence<Int>, memory: () throws -> Memory, task: (Int, Memory) -> Task,
    body: (Int, Memory) throws -> Void
  ) throws {
    let lookahead = 2 * workerCount + 2
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      var inFlight: [(number: Int, memory: Memory, latch: Latch)] = []
      func finishOldest() throws {
        let oldest = inFlight.removeFirst()
        oldest.latch.wait()
        try body(oldest.number, oldest.memory)
      }
      for number in numbers {
        let room = try memory()
        inFlight.append((number, room, workers.submit(task(number, room))))
        if inFlight.count == lookahead { try finishOldest() }
      }
      while !inFlight.isEmpty { try finishOldest() }
    }
  }
}
