import DequeModule
import Dispatch
import Synchronization

/// The events that a film's coordinator waits for: posted by any thread, taken only by the coordinator.
final class FilmEvents<Segment: Sendable>: Sendable {
  /// An event.
  enum Event: Sendable {
    /// The picture of that number is complete.
    case rendered(picture: Int)
    /// One more frame of `segment` is encoded; `result` comes with the last one.
    case encoded(segment: Int, result: Segment?)
    /// A frame was not encoded because the workers are stopping.
    case notEncoded
    /// The workers are stopping: an error, or the user's request.
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
