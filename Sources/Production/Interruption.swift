import Synchronization

/// The user's wish to stop, from wherever it comes (a signal, as a rule).
///
/// Once means: complete the result from what is finished. Twice means: now, without a result.
public final class Interruption: Sendable {
  private struct State {
    var requests = 0
    var onSecond: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  /// A wish that nobody has expressed yet.
  public init() {}

  /// Notes one more request; any thread, not from within a signal handler.
  public func request() {
    let action = state.withLock { state in
      state.requests += 1
      return state.requests == 2 ? state.onSecond : nil
    }
    action?()
  }

  /// Whether anyone asked to stop.
  public var isRequested: Bool { state.withLock { $0.requests > 0 } }

  /// Whether anyone asked to stop at once.
  public var isUrgent: Bool { state.withLock { $0.requests > 1 } }

  /// Has `action` called, once, when the second request comes; at once if it came already.
  func whenUrgent(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.onSecond = action
      return state.requests > 1
    }
    if isLate { action() }
  }
}
