import Synchronization

/// The user's request to stop, usually from a signal.
///
/// Once means: keep what is finished (`FilmEnding`). Twice means: now, without a result.
package final class Interruption: Sendable {
  private struct State {
    var requests = 0
    var onFirst: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  /// No request yet.
  package init() {}

  /// Notes one more request; any thread, not from within a signal handler.
  ///
  /// - Returns: the number of requests, including this one, so that exactly one of several threads knows that its
  ///   request was the second.
  @discardableResult
  package func request() -> Int {
    let (number, action) = state.withLock { state in
      state.requests += 1
      return (state.requests, state.requests == 1 ? state.onFirst : nil)
    }
    action?()
    return number
  }

  /// Whether anyone asked to stop.
  var isRequested: Bool { state.withLock { $0.requests > 0 } }

  /// Whether anyone asked to stop at once.
  package var isUrgent: Bool { state.withLock { $0.requests > 1 } }

  /// Calls `action` once, on the first request; at once if there has been one.
  func whenRequested(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.onFirst = action
      return state.requests > 0
    }
    if isLate { action() }
  }
}

/// What remains of a film that the user stops before its last frame.
package enum FilmEnding: Hashable, Sendable {
  /// A film of the frames before the first unfinished one.
  case shorterFilm
  /// All segments in progress, finished: not a film yet, but everything needed to resume.
  case wholeSegments
}
