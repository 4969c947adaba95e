import Synchronization
import VideoEncoding
import WorkStealing

/// The frames between the workers and the output, oldest first.
///
/// One thread, the coordinator, fills it and takes from it. Any thread may stop it: then the coordinator gets the frames
/// that were complete at that moment, and no other.
final class FrameQueue: Sendable {
  /// A frame that is being rendered, or waits to be taken.
  struct Entry: Sendable {
    let frame: Int
    let picture: Picture
    let latch: Latch
  }

  private struct State {
    var upcoming: Range<Int>
    var entries: [Entry] = []
    /// Once stopped: how many of the oldest entries may still be taken.
    var complete: Int?
  }

  private let state: Mutex<State>
  private let workers: WorkStealingPool

  /// A queue that will hold `frames` one after the other, rendered by `workers`.
  init(frames: Range<Int>, workers: WorkStealingPool) {
    state = Mutex(State(upcoming: frames))
    self.workers = workers
  }

  /// Has `submit` called for the next frames until `count` are in the queue, none is left, or the queue is stopped.
  func fill(to count: Int, submit: (Int) throws -> (picture: Picture, latch: Latch)) throws {
    let next = {
      self.state.withLock { $0.complete == nil && $0.entries.count < count ? $0.upcoming.popFirst() : nil }
    }
    while let frame = next() {
      let (picture, latch) = try submit(frame)
      state.withLock { $0.entries.append(Entry(frame: frame, picture: picture, latch: latch)) }
    }
  }

  /// Waits for the oldest frame and takes it; `nil` when there is none, or none that was complete before the stop.
  ///
  /// - Throws: the error that made the workers give up.
  func next() throws -> Entry? {
    guard let oldest = state.withLock({ $0.entries.first }) else { return nil }
    oldest.latch.wait()
    return try state.withLock { state in
      if let complete = state.complete {
        guard complete > 0 else { return nil }
        state.complete = complete - 1
      } else {
        // `stop` cancels under this lock, so up to here only a failed item can have; if none has, all were performed.
        try workers.checkCancellation()
      }
      return state.entries.removeFirst()
    }
  }

  /// Notes which frames are complete, and has the workers leave the others.
  func stop() {
    state.withLock { state in
      guard state.complete == nil else { return }
      // In this order: after the cancellation a latch no longer tells a complete frame from an abandoned one.
      state.complete = workers.isCancelled ? 0 : state.entries.prefix { $0.latch.isSet }.count
      workers.cancel()
    }
  }
}
