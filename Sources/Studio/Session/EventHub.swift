import Dispatch
import Synchronization

/// Sends server-sent events to all listening pages (HTML Standard, section 9.2).
final class EventHub: Sendable {
  private struct State {
    var readers: [ObjectIdentifier: EventReader] = [:]
    var isEnded = false
  }

  private let state = Mutex(State())

  /// A new listener, which receives events from now on.
  func reader() -> EventReader {
    let reader = EventReader(hub: self)
    state.withLock { state in
      if state.isEnded { reader.end() } else { state.readers[ObjectIdentifier(reader)] = reader }
    }
    return reader
  }

  /// Sends `event` to all listeners.
  func send(_ event: String, _ data: JSONFragment) {
    let text = "event: \(event)\ndata: \(data.text)\n\n"
    for reader in state.withLock({ Array($0.readers.values) }) { reader.add(text) }
  }

  /// Disconnects all listeners.
  func end() {
    let readers = state.withLock { state in
      state.isEnded = true
      defer { state.readers = [:] }
      return Array(state.readers.values)
    }
    for reader in readers { reader.end() }
  }

  fileprivate func remove(_ identifier: ObjectIdentifier) {
    state.withLock { $0.readers[identifier] = nil }
  }
}

/// A listener.
final class EventReader: Sendable {
  private struct State {
    var texts: [String] = []
    var isEnded = false
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)
  private let hub: EventHub

  /// The most texts queued for a slow listener; older ones are dropped.
  private static let mostTexts = 64
  /// A comment after this much silence shows that the studio is alive, and detects whether the listener is.
  private static let longestSilence = DispatchTimeInterval.seconds(15)

  fileprivate init(hub: EventHub) { self.hub = hub }

  /// The next text to send; waits for it. `nil` at the end.
  func next() -> String? {
    _ = arrivals.wait(timeout: .now() + Self.longestSilence)
    return state.withLock { state in
      if state.isEnded { return nil }
      return state.texts.isEmpty ? ": the studio is here\n\n" : state.texts.removeFirst()
    }
  }

  /// Unregisters the listener.
  func leave() { hub.remove(ObjectIdentifier(self)) }

  fileprivate func add(_ text: String) {
    let isFull = state.withLock { state in
      state.texts.append(text)
      guard state.texts.count > Self.mostTexts else { return false }
      state.texts.removeFirst()
      return true
    }
    if !isFull { arrivals.signal() }
  }

  fileprivate func end() {
    state.withLock { $0.isEnded = true }
    arrivals.signal()
  }
}
