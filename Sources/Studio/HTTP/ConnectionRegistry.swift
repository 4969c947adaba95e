import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The connections of a server: those waiting for a thread, those with one, and which of the latter are idle.
final class ConnectionRegistry: Sendable {
  private struct State {
    var waiting: [Int32] = []
    /// The connections with a thread.
    var talking: Set<Int32> = []
    /// Those of them that wait for a request, the longest first.
    var idle: [Int32] = []
    var isEnding = false
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)
  private let mostTalking: Int
  private let mostWaiting: Int

  init(_ limits: ConnectionLimits) {
    mostTalking = limits.connections
    mostWaiting = limits.waiting
  }

  /// Whether the server is about to end.
  var isEnding: Bool { state.withLock { $0.isEnding } }

  /// The number of open connections.
  var count: Int { state.withLock { $0.waiting.count + $0.talking.count } }

  /// Adds a new connection; if all threads are busy, an idle connection is closed for it.
  ///
  /// - Returns: false if too many are waiting already.
  func add(_ descriptor: Int32) -> Bool {
    let isAdded = state.withLock { state in
      guard state.waiting.count < mostWaiting, !state.isEnding else { return false }
      state.waiting.append(descriptor)
      if state.talking.count + state.waiting.count > mostTalking, !state.idle.isEmpty {
        // Its thread, which waits for a request, sees this as the client leaving.
        shutdown(state.idle.removeFirst(), Int32(SHUT_RDWR))
      }
      return true
    }
    if isAdded { arrivals.signal() }
    return isAdded
  }

  /// The next connection to serve; `nil` when the server ends.
  func next() -> Int32? {
    arrivals.wait()
    return state.withLock { state in
      guard !state.waiting.isEmpty else { return nil }
      let descriptor = state.waiting.removeFirst()
      state.talking.insert(descriptor)
      return descriptor
    }
  }

  /// Removes a connection; called before its descriptor is closed, since the next one gets that number.
  func remove(_ descriptor: Int32) {
    state.withLock { state in
      state.talking.remove(descriptor)
      state.idle.removeAll { $0 == descriptor }
    }
  }

  /// Records that a connection waits for a request.
  ///
  /// - Returns: false if it must not, since others wait or the server ends.
  func beginIdling(_ descriptor: Int32) -> Bool {
    state.withLock { state in
      if state.isEnding || state.talking.count + state.waiting.count > mostTalking { return false }
      state.idle.append(descriptor)
      return true
    }
  }

  func endIdling(_ descriptor: Int32) {
    state.withLock { state in state.idle.removeAll { $0 == descriptor } }
  }

  /// Ends all connections, and releases `threadCount` threads that wait for one.
  func end(threadCount: Int) {
    state.withLock { state in
      state.isEnding = true
      for descriptor in state.waiting { close(descriptor) }
      state.waiting = []
      for descriptor in state.talking { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
    for _ in 0..<threadCount { arrivals.signal() }
  }
}
