import Synchronization

/// Decides when the workers may leave: once the body has returned and no submitted task is unfinished.
///
/// Both facts are under one lock, so that the pool closes once and no task can slip in. An item can only submit while
/// its own task is unfinished, so a task that is submitted from within an item is never refused.
package struct Lifecycle: ~Copyable, Sendable {
  // `Phase` and `State` are not private: a debug build, file by file, of another file that uses this one stops Swift 6.3.1
  // when the value of a stored mutex has a private type ("Global is external").
  enum Phase {
    /// The body runs.
    case open
    /// The body has ended; unfinished tasks, and those they submit, are finished.
    case draining
    /// Nothing is unfinished, and nothing more is admitted.
    case closed
  }

  struct State {
    var phase = Phase.open
    var unfinishedTasks = 0

    /// - Returns: true when this closed the pool.
    mutating func closeIfDrained() -> Bool {
      guard phase == .draining, unfinishedTasks == 0 else { return false }
      phase = .closed
      return true
    }
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether the workers may leave.
  package var isClosed: Bool { state.withLock { $0.phase == .closed } }

  /// Counts a task as unfinished, before it can be seen by a worker.
  ///
  /// - Returns: false when the pool is closed; the task must not be handed to the workers then.
  package func admitTask() -> Bool {
    state.withLock { state in
      guard state.phase != .closed else { return false }
      state.unfinishedTasks += 1
      return true
    }
  }

  /// Counts an admitted task as finished.
  ///
  /// - Returns: true when this closed the pool: the caller wakes all sleepers.
  package func finishTask() -> Bool {
    state.withLock { state in
      state.unfinishedTasks -= 1
      return state.closeIfDrained()
    }
  }

  /// Records that the body has ended; called once.
  ///
  /// - Returns: true when this closed the pool: the caller wakes all sleepers.
  package func beginDraining() -> Bool {
    state.withLock { state in
      state.phase = .draining
      return state.closeIfDrained()
    }
  }
}
