import Synchronization
import VideoEncoding
import WorkStealing

/// Frames that wait for their encoders, at most one of each segment; any worker takes the one that is most wanted.
final class EncodingQueue<Encoder: SegmentEncoding>: Sendable {
  /// A frame with the encoder of its segment, which nobody else uses meanwhile.
  struct Entry: Sendable {
    /// The smallest goes first.
    let rank: Int
    let segment: Int
    let frame: Int
    let picture: Picture
    let encoder: Encoder
    /// Whether the segment is to be finished after it.
    let isLast: Bool
  }

  private let waiting = Mutex<[Entry]>([])

  /// Adds a frame; as many tasks are submitted as frames are added.
  func push(_ entry: Entry) {
    waiting.withLock { $0.append(entry) }
  }

  /// Takes the frame of the smallest rank.
  func popFirst() -> Entry? {
    waiting.withLock { waiting in
      guard let index = waiting.indices.min(by: { waiting[$0].rank < waiting[$1].rank }) else { return nil }
      return waiting.remove(at: index)
    }
  }
}

/// One frame to encode, as work for the pool: whichever is most wanted when a worker comes to it.
final class EncodingTask<Encoder: SegmentEncoding>: ParallelTask {
  private let queue: EncodingQueue<Encoder>
  private let clock: EncodingClock
  private let outcome = Mutex<FilmEvents<Encoder.Segment>.Event?>(nil)

  init(queue: EncodingQueue<Encoder>, clock: EncodingClock) {
    self.queue = queue
    self.clock = clock
  }

  /// One.
  var itemCount: Int { 1 }

  /// What has been encoded, once the task is over.
  var event: FilmEvents<Encoder.Segment>.Event { outcome.withLock { $0 } ?? .notEncoded }

  /// Encodes a frame, and finishes its segment if it is the last one.
  func perform(item: Int, worker: Int) throws {
    guard let entry = queue.popFirst() else { return }
    let segment = try clock.measure(worker: worker) {
      try entry.encoder.append(entry.picture, frame: entry.frame)
      return entry.isLast ? try entry.encoder.finish() : nil
    }
    outcome.withLock { $0 = .encoded(segment: entry.segment, result: segment) }
  }
}
