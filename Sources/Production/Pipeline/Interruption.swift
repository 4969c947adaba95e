import Synchronization

/// The user's wish to stop, from wherever it comes (a signal, as a rule).
///
/// Once means: keep what is finished (`FilmEnding`). Twice means: now, without a result.
package final class Interruption: Sendable {
  private struct State {
    var requests = 0
    var onFirst: (@Sendable () -> Void)?
  }
  private let state = Mutex(State())

  /// A wish that nobody has expressed yet.
  package init() {}

  /// Notes one more request; any thread, not from within a signal handler.
  ///
  /// - Returns: how many there have been, this one included, so that of several threads one knows that its request was the second.
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

  /// Has `action` called, once, when the first request comes; at once if it came already.
  func whenRequested(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      state.onFirst = action
      return state.requests > 0
    }
    if isLate { action() }
  }
}

/// What is left of a film that the user stops before its last frame.
package enum FilmEnding: Hashable, Sendable {
  /// A film of the frames up to the first one that is not finished.
  case shorterFilm
  /// The segments that have begun, each of them finished: no film yet, but all that it takes to go on.
  case wholeSegments
}
