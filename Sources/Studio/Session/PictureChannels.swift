import Dispatch
import Synchronization

/// Processes one request per channel at a time; of the waiting ones, only the newest is kept.
///
/// So a drag that is faster than rendering shows as many pictures as can be rendered, including the last one; work that
/// has begun is finished, and shown.
package final class PictureChannels: Sendable {
  private struct Channel {
    var waiting: Turn?
  }

  private let channels = Mutex<[String: Channel]>([:])

  /// The most channels in use at once; a page has a handful.
  private static let mostChannels = 16

  /// No channels in use.
  package init() {}

  /// The number of waiting requests.
  package var waitingCount: Int { channels.withLock { $0.values.count { $0.waiting != nil } } }

  /// Performs `work` when it is this request's turn in `channel`.
  ///
  /// - Throws: if a newer request has replaced it.
  package func inTurn<Result>(of channel: String, _ work: () throws -> Result) throws -> Result {
    let turn = Turn()
    let mayBegin: Bool? = channels.withLock { channels in
      guard channels[channel] != nil else {
        guard channels.count < Self.mostChannels else { return nil }
        channels[channel] = Channel()
        return true
      }
      channels[channel]?.waiting?.end(.replaced)
      channels[channel]?.waiting = turn
      return false
    }
    guard let mayBegin else { throw HTTPFault(.badRequest, "too many channels; a page has a handful") }
    if !mayBegin, turn.wait() == .replaced { throw ReplacedRequest() }
    defer { handOn(channel) }
    return try work()
  }

  private func handOn(_ channel: String) {
    channels.withLock { channels in
      if let next = channels[channel]?.waiting {
        channels[channel]?.waiting = nil
        next.end(.begun)
      } else {
        channels[channel] = nil
      }
    }
  }

  /// A request's turn in the queue.
  private final class Turn: Sendable {
    enum End { case begun, replaced }

    private let outcome = Mutex<End?>(nil)
    private let signal = DispatchSemaphore(value: 0)

    func end(_ end: End) {
      outcome.withLock { $0 = end }
      signal.signal()
    }

    func wait() -> End {
      signal.wait()
      return outcome.withLock { $0 } ?? .replaced
    }
  }
}

/// A newer request has replaced this one.
package struct ReplacedRequest: Error {}
