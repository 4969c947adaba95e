/// Work that splits into a fixed number of independent items, for example the tiles of a frame.
///
/// A task is a class so that a range of its items is one reference and two integers: the pool allocates nothing per
/// item. The pool may drop its last reference to a task on a worker, a moment after the task's latch is set, so a
/// `deinit` must not count on a thread.
public protocol ParallelTask: AnyObject, Sendable {
  /// How many items there are, ≥ 0. The pool reads it once, in ``WorkStealingPool/submit(_:isUrgent:completion:)``.
  var itemCount: Int { get }

  /// Does one item.
  ///
  /// Called once per item of a task whose latch is set while the pool is not cancelled, and at most once otherwise.
  /// Whatever was written before the task was submitted is visible here. Items of the same task run at the same time on
  /// different workers; an item that blocks keeps its worker from all other work.
  ///
  /// - Parameters:
  ///   - item: which item, in `0..<itemCount`.
  ///   - worker: the calling worker, in `0..<workerCount`. No two items run at the same time with the same number, and a
  ///     worker keeps its thread, so memory set aside for this number may be used without a lock.
  /// - Throws: any error cancels the pool, and the first one is what ``WorkStealingPool/run(workerCount:seed:_:)`` throws.
  ///   A `CancellationError` cancels the pool without being reported as a failure.
  func perform(item: Int, worker: Int) throws
}
