import AllocationCounting
import Benchmark
import WorkStealing

extension Benchmark {
  /// Measures `work`, and what its thread allocates meanwhile.
  func measureCounting(_ work: () -> Void) {
    let before = allocations_of_this_thread()
    startMeasurement()
    work()
    stopMeasurement()
    measurement(allocationCount, Int(allocations_of_this_thread() - before))
  }

  /// Measures a task of `itemCount` items that do nothing on `workerCount` workers, from the submission to the end.
  ///
  /// The allocations are those of the submission: whether the wait for the end has to sleep, and so needs a semaphore, is chance.
  func measureScheduler(workerCount: Int, itemCount: Int) throws {
    try WorkStealingPool.run(workerCount: workerCount) { pool in
      let task = EmptyTask(itemCount: itemCount)
      // The first time, threads start and queues grow.
      pool.submit(task).wait()
      let before = allocations_of_this_thread()
      startMeasurement()
      let latch = pool.submit(task)
      let counted = allocations_of_this_thread() - before
      latch.wait()
      stopMeasurement()
      measurement(allocationCount, Int(counted))
    }
  }
}
