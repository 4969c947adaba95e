import Dispatch
import Synchronization

/// What each worker has encoded so far, and how long that took; written by the workers, read by anyone at any time.
final class EncodingClock: Sendable {
  // A class, because arrays hold no values that cannot be copied.
  private final class Counter: Sendable {
    let frames = Atomic(0)
    let nanoseconds = Atomic<UInt64>(0)
  }

  private let counters: [Counter]

  init(workerCount: Int) {
    counters = (0..<workerCount).map { _ in Counter() }
  }

  /// Runs `body`, which encodes one frame on `worker`.
  func measure<R>(worker: Int, _ body: () throws -> R) rethrows -> R {
    let start = DispatchTime.now().uptimeNanoseconds
    defer {
      // Relaxed is enough: these are sums that nothing else is read by.
      counters[worker].frames.add(1, ordering: .relaxed)
      counters[worker].nanoseconds.add(DispatchTime.now().uptimeNanoseconds - start, ordering: .relaxed)
    }
    return try body()
  }

  /// Frames that `worker` has encoded.
  func frames(worker: Int) -> Int { counters[worker].frames.load(ordering: .relaxed) }

  /// Seconds that `worker` spent on them.
  func seconds(worker: Int) -> Double { Double(counters[worker].nanoseconds.load(ordering: .relaxed)) / 1e9 }

  /// Seconds that all workers spent on encoding.
  var seconds: Double { counters.indices.reduce(0) { $0 + seconds(worker: $1) } }
}
