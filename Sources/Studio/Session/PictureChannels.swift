import Dispatch
import Synchronization

/// Lets one request of each channel be worked on at a time, and of those that wait for it only the newest wait on.
///
/// So a hand that moves faster than pictures are rendered sees as many of them as can be rendered, the last one among them; what has
/// been begun is finished, and shown.
package final class PictureChannels: Sendable {
  private struct Channel {
    var waiting: Turn?
  }

  private let channels = Mutex<[String: Channel]>([:])

  /// The most channels that are in use at once; a page has a handful.
  private static let mostChannels = 16

  /// No channel is in use.
  package init() {}

  /// How many requests wait for their turn.
  package var waitingCount: Int { channels.withLock { $0.values.count { $0.waiting != nil } } }

  /// Does `work` when it is the turn of this request in `channel`.
  ///
  /// - Throws: where a newer request took its place.
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

  /// A request's place in the queue.
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

/// A newer request has taken the place of this one.
package struct ReplacedRequest: Error {}
