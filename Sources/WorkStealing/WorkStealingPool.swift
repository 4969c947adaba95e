import Dispatch
import HostSystem

/// A fixed number of workers that share the items of all submitted tasks by work stealing.
///
/// Each worker is one loop on its own serial Dispatch queue, with its own deque; idle workers take from the others,
/// whatever task the items belong to. `Docs/Scheduler.md` has the protocol and the races that it prevents.
///
/// A pool lives inside ``run(workerCount:seed:_:)``. All methods may be called from any thread, also from within an item.
///
/// Tasks start in the order of their submission, with urgent ones before all others; there is no other fairness.
public final class WorkStealingPool: Sendable {
  /// The number of workers, ≥ 1: as requested, or as many as the system gave threads for.
  public let workerCount: Int

  let deques: [WorkDeque]
  let counters: [WorkerCounters]
  /// Urgent tasks.
  let urgentTasks = Injector()
  package let injector = Injector()
  package let sleepers: SleeperRegistry
  let lifecycle = Lifecycle()
  let cancellation = Cancellation()
  /// The threads of this pool's workers, so that a latch can tell them from others. A mark on their queues would not do: Dispatch takes
  /// such marks away on a thread of its own, which it may not get.
  let workerThreads = WorkerThreads()

  /// A pool whose workers are still to be started; ``run(workerCount:seed:_:)`` makes its own.
  package init(workerCount: Int, beforeSleep: (@Sendable (_ worker: Int) -> Void)? = nil) {
    self.workerCount = workerCount
    deques = (0..<workerCount).map { _ in WorkDeque() }
    counters = (0..<workerCount).map { _ in WorkerCounters() }
    sleepers = SleeperRegistry(workerCount: workerCount, beforeSleep: beforeSleep)
  }

  /// Starts the workers, runs `body` on the calling thread, and returns or throws after every worker has left.
  ///
  /// When `body` returns, the submitted tasks are finished first, with those that they submit. When it throws, the pool is
  /// cancelled and the rest skipped. The pool may outlive this call for its statistics; it performs nothing any more.
  ///
  /// - Parameters:
  ///   - workerCount: how many items may run at once, ≥ 1; the processors the process may use, as a rule. Where the system gives
  ///     fewer threads, there are fewer workers.
  ///   - seed: start of the random choice of victims. It changes who does what and when, not what is done.
  ///   - body: submits tasks and waits for their latches.
  /// - Returns: what `body` returned. A cancelled pool is no error here: `body` may have made sense of what was finished.
  /// - Throws: what `body` threw; if that was a `CancellationError` or nothing, the first error that an item threw. `ThreadShortage`
  ///   where the system gives not one thread; `body` is not run then.
  /// - Complexity: starts `workerCount` threads: tens of microseconds each.
  public static func run<R>(
    workerCount: Int, seed: UInt64 = 0, _ body: (WorkStealingPool) throws -> R
  ) throws -> R {
    precondition(workerCount >= 1, "A pool of \(workerCount) workers was asked for; it must have 1 or more.")
    var threads = ThreadGroup()
    let pool = try start(&threads, upTo: workerCount, seed: seed)
    let outcome = Result { try body(pool) }
    if case .failure = outcome { pool.cancel() }
    if pool.lifecycle.beginDraining() { pool.sleepers.wakeAll() }
    threads.join()
    return try pool.settle(outcome)
  }

  /// Submits a task to the workers; never blocks, on any thread.
  ///
  /// A task submitted after ``run(workerCount:seed:_:)`` has ended is skipped, and the pool counts as cancelled.
  ///
  /// - Parameters:
  ///   - task: the work.
  ///   - isUrgent: whether its items go before those of all tasks that are not urgent, begun or not. An urgent task
  ///     usually has one item and is something that others wait for.
  ///   - completion: called once after the latch is set, by the worker that ended the last item, or here when there is nothing
  ///     to do. It should be quick, may submit, and must not wait.
  /// - Returns: the latch that is set when all items are performed or, after cancellation, skipped; already set when there
  ///   is no item.
  /// - Complexity: O(1), two allocations and at most one wake-up.
  @discardableResult
  public func submit(
    _ task: some ParallelTask, isUrgent: Bool = false, completion: (@Sendable () -> Void)? = nil
  ) -> Latch {
    let latch = Latch(workers: workerThreads)
    let submission = Submission(task: task, latch: latch, completion: completion)
    if submission.itemCount == 0 {
      submission.finish()
    } else if lifecycle.admitTask() {
      if isUrgent { urgentTasks.push(submission.allItems) } else { injector.push(submission.allItems) }
      sleepers.wakeOne()
    } else {
      cancel()
      submission.finish()
    }
    return latch
  }

  /// Skips all items that have not started, now and later; items that have started run to their end.
  ///
  /// Any thread, any number of times; not from a signal handler.
  public func cancel() {
    cancellation.cancel()
  }

  /// Whether the pool was cancelled, by ``cancel()`` or by an error. It never turns false again.
  public var isCancelled: Bool { cancellation.isCancelled }

  /// Throws when the pool is cancelled.
  ///
  /// Called after ``Latch/wait()``, it tells whether the result can be used: if it does not throw, each item of the
  /// task was performed.
  ///
  /// - Throws: the first error that an item threw, or `CancellationError` if there is none.
  public func checkCancellation() throws {
    guard isCancelled else { return }
    throw cancellation.firstError ?? CancellationError()
  }

  /// The statistics of each worker, by its number.
  ///
  /// May be read at any time. It holds every item of a task whose latch is set; of a running task it is a recent value.
  public var statistics: [WorkerStatistics] { counters.map(\.snapshot) }

  /// Called by the worker that ended the last item of a task, after the latch was set.
  func taskDidFinish() {
    if lifecycle.finishTask() { sleepers.wakeAll() }
  }

  /// Starts as many `threads` as the system gives up to `workerCount`, and returns the pool whose workers they are.
  ///
  /// The threads come first, and wait until it is known for how many workers there must be deques: were their queues to ask Dispatch for
  /// threads, it would wait in silence for those that it does not get. So each thread enters the queue of its worker itself.
  private static func start(
    _ threads: inout ThreadGroup, upTo workerCount: Int, seed: UInt64
  ) throws(ThreadShortage) -> WorkStealingPool {
    let start = WorkerStart()
    var seeds = SplitMix64(seed: seed)
    while threads.count < workerCount {
      let (index, random) = (threads.count, SplitMix64(seed: seeds.next()))
      let hasStarted = threads.start {
        let pool = start.wait()
        DispatchQueue(label: "WorkStealing.worker.\(index)").sync {
          pool.workerThreads.addCurrent()
          defer { pool.workerThreads.removeCurrent() }
          var worker = Worker(pool: pool, index: index, random: random)
          worker.run()
        }
      }
      guard hasStarted else { break }
    }
    guard threads.count > 0 else { throw ThreadShortage(purpose: "a worker", needed: 1, available: 0) }
    let pool = WorkStealingPool(workerCount: threads.count)
    start.begin(pool)
    return pool
  }

  private func settle<R>(_ outcome: Result<R, any Error>) throws -> R {
    if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
    if let taskError = cancellation.firstError { throw taskError }
    return try outcome.get()
  }
}
