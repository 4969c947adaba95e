import DequeModule
import Dispatch
import Synchronization

/// What the coordinator of a film waits for: posted by any thread, taken by the coordinator alone.
final class FilmEvents<Segment: Sendable>: Sendable {
  /// Something that happened.
  enum Event: Sendable {
    /// The picture of that number is complete.
    case rendered(picture: Int)
    /// One more frame of `segment` is encoded; `result` comes with the last one.
    case encoded(segment: Int, result: Segment?)
    /// A frame was to be encoded and is not, because the workers give up.
    case notEncoded
    /// The workers give up: an error, or the user's wish.
    case cancelled
  }

  private let events = Mutex<Deque<Event>>([])
  /// Counts the events.
  private let arrivals = DispatchSemaphore(value: 0)

  /// Adds an event; never blocks for long.
  func post(_ event: Event) {
    events.withLock { $0.append(event) }
    arrivals.signal()
  }

  /// Takes the oldest event, if there is one.
  func poll() -> Event? { arrivals.wait(timeout: .now()) == .success ? take() : nil }

  /// Waits for the oldest event and takes it.
  func next() -> Event {
    arrivals.wait()
    return take()
  }

  private func take() -> Event {
    guard let event = events.withLock({ $0.popFirst() }) else {
      preconditionFailure("each arrival stands for one event, and only one thread takes them")
    }
    return event
  }
}
