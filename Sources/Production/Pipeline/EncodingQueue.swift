import Dispatch
import HostSystem
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
    let picture: Picture
    /// Whether the frame shows the picture's rows in reverse order.
    let isUpsideDown: Bool
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
  private let renderer: FilmRenderer
  private let outcome = HandOff<FilmEvents<Encoder.Segment>.Event>(.notEncoded)

  /// - Parameter renderer: of the pictures.
  init(queue: EncodingQueue<Encoder>, clock: EncodingClock, renderer: FilmRenderer) {
    self.queue = queue
    self.clock = clock
    self.renderer = renderer
  }

  /// One.
  var itemCount: Int { 1 }

  /// What has been encoded, once the task is over.
  var event: FilmEvents<Encoder.Segment>.Event { outcome.use { $0 } }

  /// Encodes a frame, and finishes its segment if it is the last one.
  func perform(item: Int, worker: Int) throws {
    guard let entry = queue.popFirst() else { return }
    let picture = entry.isUpsideDown ? try renderer.upsideDown(entry.picture) : entry.picture
    let segment = try clock.measure(worker: worker) {
      try entry.encoder.append(picture)
      return entry.isLast ? try entry.encoder.finish() : nil
    }
    outcome.use { $0 = .encoded(segment: entry.segment, result: segment) }
  }
}

/// What each worker has encoded so far, and how long that took; written by the workers, read by anyone at any time.
final class EncodingClock: Sendable {
  // A class, because arrays hold no values that cannot be copied.
  private final class Counter: Sendable {
    let frames = Atomic(0)
    let nanoseconds = Atomic<UInt64>(0)
    let processorNanoseconds = Atomic<UInt64>(0)
  }

  private let counters: [Counter]

  init(workerCount: Int) {
    counters = (0..<workerCount).map { _ in Counter() }
  }

  /// Runs `body`, which encodes one frame on `worker`.
  func measure<R>(worker: Int, _ body: () throws -> R) rethrows -> R {
    let start = DispatchTime.now().uptimeNanoseconds
    let processorStart = ThreadClock.processorNanoseconds
    defer {
      // Relaxed is enough: these are sums that nothing else is read by.
      counters[worker].frames.add(1, ordering: .relaxed)
      counters[worker].nanoseconds.add(DispatchTime.now().uptimeNanoseconds - start, ordering: .relaxed)
      counters[worker].processorNanoseconds.add(
        ThreadClock.processorNanoseconds - processorStart, ordering: .relaxed)
    }
    return try body()
  }

  /// Frames that `worker` has encoded.
  func frames(worker: Int) -> Int { counters[worker].frames.load(ordering: .relaxed) }

  /// Seconds that `worker` spent on them.
  func seconds(worker: Int) -> Double { Double(counters[worker].nanoseconds.load(ordering: .relaxed)) / 1e9 }

  /// Processor seconds of `worker`'s thread in them; an encoder's own threads are not included.
  func processorSeconds(worker: Int) -> Double {
    Double(counters[worker].processorNanoseconds.load(ordering: .relaxed)) / 1e9
  }

  /// Seconds that all workers spent on encoding.
  var seconds: Double { counters.indices.reduce(0) { $0 + seconds(worker: $1) } }
}
