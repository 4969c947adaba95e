import Dispatch
import Synchronization

/// A meeting point: who arrives goes on only when all parties have arrived, which proves that they ran at once.
final class Rendezvous: Sendable {
  struct NotAllArrived: Error {}

  private let parties: Int
  private let arrived = Mutex(0)
  private let everyoneIsHere = DispatchSemaphore(value: 0)

  init(parties: Int) {
    self.parties = parties
  }

  /// - Throws: `NotAllArrived` after five minutes, so that a broken scheduler fails the test and does not hang it.
  func arrive() throws {
    let isLast = arrived.withLock { arrived in
      arrived += 1
      return arrived == parties
    }
    if isLast {
      for _ in 1..<parties { everyoneIsHere.signal() }
    } else if everyoneIsHere.wait(timeout: .now() + .seconds(300)) == .timedOut {
      throw NotAllArrived()
    }
  }
}
